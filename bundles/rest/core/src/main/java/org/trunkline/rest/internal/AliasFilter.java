package org.trunkline.rest.internal;

import java.net.URI;
import javax.annotation.Priority;
import javax.ws.rs.container.ContainerRequestContext;
import javax.ws.rs.container.ContainerRequestFilter;
import javax.ws.rs.container.PreMatching;

/** {@code /v2/account/...} means the account of the caller, so it needs to know who asks before anything is matched. */
@PreMatching
@Priority(FilterOrder.ALIAS)
final class AliasFilter implements ContainerRequestFilter {
    private static final String ALIAS = "account";

    private final Authentication authentication;

    AliasFilter(Authentication authentication) {
        this.authentication = authentication;
    }

    @Override
    public void filter(ContainerRequestContext context) {
        String path = context.getUriInfo().getPath(false);
        String relative = path.startsWith("/") ? path.substring(1) : path;
        if (!relative.equals(ALIAS) && !relative.startsWith(ALIAS + "/")) {
            return;
        }
        CrossbarRequest request = RequestContext.current();
        authentication.require(context, request);
        String account = request.caller().account().value();
        URI uri = context.getUriInfo().getRequestUri();
        String raw = uri.getRawPath();
        String prefix = raw.substring(0, raw.length() - relative.length());
        String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
        context.setRequestUri(URI.create(prefix + "accounts/" + account + relative.substring(ALIAS.length()) + query));
    }
}
