package org.trunkline.rest.internal;

import javax.annotation.Priority;
import javax.ws.rs.container.ContainerRequestContext;
import javax.ws.rs.container.ContainerRequestFilter;
import javax.ws.rs.container.ResourceInfo;
import javax.ws.rs.core.Context;
import org.trunkline.rest.Unauthenticated;

/** Lets nobody without a token to what is not open, and no token to what it is not good for. */
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
            CrossbarRequest request = RequestContext.current();
            authentication.require(context, request);
            authentication.requireAllowed(context, request);
        }
    }

    private boolean isOpen() {
        return resource.getResourceMethod().isAnnotationPresent(Unauthenticated.class)
                || resource.getResourceClass().isAnnotationPresent(Unauthenticated.class);
    }
}
