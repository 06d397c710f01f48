package org.trunkline.rest.internal;

import java.util.Optional;
import javax.annotation.Priority;
import javax.ws.rs.container.ContainerRequestContext;
import javax.ws.rs.container.ContainerRequestFilter;
import javax.ws.rs.container.PreMatching;
import javax.ws.rs.core.HttpHeaders;
import org.trunkline.rest.Format;

/** Finds out what form of answer is wanted: a table, a document, or JSON, easy on the eye if so (crossbar-api §1.2, §1.8). */
@PreMatching
@Priority(FilterOrder.ACCEPT)
final class AcceptFilter implements ContainerRequestFilter {
    private static final String CSV = "text/csv";
    private static final String XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    private static final String PDF = "application/pdf";

    /** Resources say that they produce JSON; the runtime makes the tables. */
    private static final String TABLE_OR_JSON = "application/json;q=0.9, */*;q=0.1";

    @Override
    public void filter(ContainerRequestContext context) {
        CrossbarRequest request = RequestContext.current();
        if ("true".equals(context.getHeaderString("X-Pretty-Print")) || request.flag("pretty_print")) {
            request.prettyWanted();
        }
        Optional<String> asked = request.value("accept").flatMap(AcceptFilter::mediaType);
        String accepted = asked.orElseGet(() -> context.getHeaderString(HttpHeaders.ACCEPT));
        Format format = accepted == null ? Format.JSON : format(accepted);
        request.wanted(format);
        if (format == Format.CSV || format == Format.XLSX) {
            context.getHeaders().putSingle(HttpHeaders.ACCEPT, TABLE_OR_JSON);
        } else if (accepted != null && accepted.isBlank()) {
            context.getHeaders().putSingle(HttpHeaders.ACCEPT, "*/*");
        } else {
            asked.ifPresent(type -> context.getHeaders().putSingle(HttpHeaders.ACCEPT, type));
        }
    }

    /** What is named first is wanted. */
    private static Format format(String accepted) {
        if (accepted.startsWith(CSV)) {
            return Format.CSV;
        }
        if (accepted.startsWith(XLSX)) {
            return Format.XLSX;
        }
        return accepted.startsWith(PDF) ? Format.PDF : Format.JSON;
    }

    private static Optional<String> mediaType(String name) {
        return switch (name) {
            case "csv" -> Optional.of(CSV);
            case "json" -> Optional.of("application/json");
            case "xlsx" -> Optional.of(XLSX);
            case "pdf" -> Optional.of(PDF);
            default -> Optional.of(name).filter(type -> type.matches("[\\w.+-]+/[\\w.+-]+"));
        };
    }
}
