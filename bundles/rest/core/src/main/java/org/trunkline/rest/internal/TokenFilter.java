package org.trunkline.rest.internal;

import javax.annotation.Priority;
import javax.ws.rs.container.ContainerRequestContext;
import javax.ws.rs.container.ContainerRequestFilter;
import javax.ws.rs.container.ResourceInfo;
import javax.ws.rs.core.Context;
import org.trunkline.rest.Unauthenticated;

/** Lets nobody without a token to what is not open. */
@Priority(FilterOrder.TOKEN)
final class TokenFilter implements ContainerRequestFilter {
    private final Authentication authentication;

    @Context
    private ResourceInfo resource;

    TokenFilter(Authentication authentication) {
        this.authentication = authentication;
    }

    @Override
    public void filter(ContainerRequestContext context) {
        if (!isOpen()) {
            authentication.require(context, RequestContext.current());
        }
    }

    private boolean isOpen() {
        return resource.getResourceMethod().isAnnotationPresent(Unauthenticated.class)
                || resource.getResourceClass().isAnnotationPresent(Unauthenticated.class);
    }
}
