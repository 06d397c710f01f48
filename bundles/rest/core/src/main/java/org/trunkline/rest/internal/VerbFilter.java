package org.trunkline.rest.internal;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import javax.annotation.Priority;
import javax.ws.rs.container.ContainerRequestContext;
import javax.ws.rs.container.ContainerRequestFilter;
import javax.ws.rs.container.PreMatching;

/** Applies the verb that comes in the body, the query or a header in place of the method (crossbar-api §1.2). */
@PreMatching
@Priority(FilterOrder.VERB)
final class VerbFilter implements ContainerRequestFilter {
    private static final Set<String> TUNNELLED = Set.of("GET", "PUT", "POST", "PATCH", "DELETE");

    @Override
    public void filter(ContainerRequestContext context) {
        CrossbarRequest request = RequestContext.current();
        request.value("verb")
                .or(() -> Optional.ofNullable(context.getHeaderString("X-HTTP-Method-Override")))
                .map(verb -> verb.toUpperCase(Locale.ROOT))
                .filter(TUNNELLED::contains)
                .filter(verb -> !verb.equals(context.getMethod()))
                .ifPresent(verb -> {
                    context.setMethod(verb);
                    request.tunnelled();
                });
    }
}
