package org.trunkline.rest.internal;

import java.util.Optional;
import javax.annotation.Priority;
import javax.ws.rs.container.ContainerRequestContext;
import javax.ws.rs.container.ContainerRequestFilter;
import javax.ws.rs.container.PreMatching;
import javax.ws.rs.core.HttpHeaders;

/** Finds out what form of answer is wanted: CSV, or JSON that is easy on the eye (crossbar-api §1.2, §1.8). */
@PreMatching
@Priority(FilterOrder.ACCEPT)
final class AcceptFilter implements ContainerRequestFilter {
    private static final String CSV = "text/csv";

    /** Resources say that they produce JSON; the runtime makes the CSV. */
    private static final String CSV_OR_JSON = "text/csv, application/json;q=0.9, */*;q=0.1";

    @Override
    public void filter(ContainerRequestContext context) {
        CrossbarRequest request = RequestContext.current();
        if ("true".equals(context.getHeaderString("X-Pretty-Print")) || request.flag("pretty_print")) {
            request.prettyWanted();
        }
        Optional<String> asked = request.value("accept").flatMap(AcceptFilter::mediaType);
        String accepted = asked.orElseGet(() -> context.getHeaderString(HttpHeaders.ACCEPT));
        if (accepted != null && accepted.startsWith(CSV)) {
            request.csvWanted();
            context.getHeaders().putSingle(HttpHeaders.ACCEPT, CSV_OR_JSON);
        } else if (accepted != null && accepted.isBlank()) {
            context.getHeaders().putSingle(HttpHeaders.ACCEPT, "*/*");
        } else {
            asked.ifPresent(type -> context.getHeaders().putSingle(HttpHeaders.ACCEPT, type));
        }
    }

    private static Optional<String> mediaType(String name) {
        return switch (name) {
            case "csv" -> Optional.of(CSV);
            case "json" -> Optional.of("application/json");
            case "pdf" -> Optional.of("application/pdf");
            default -> Optional.of(name).filter(type -> type.matches("[\\w.+-]+/[\\w.+-]+"));
        };
    }
}
