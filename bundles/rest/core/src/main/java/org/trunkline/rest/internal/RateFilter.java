package org.trunkline.rest.internal;

import java.util.Set;
import javax.annotation.Priority;
import javax.ws.rs.container.ContainerRequestContext;
import javax.ws.rs.container.ContainerRequestFilter;

/** Takes what a request costs from the bucket of its client (crossbar-api §1.11). */
@Priority(FilterOrder.RATE)
final class RateFilter implements ContainerRequestFilter {
    /** Checking a password is dear, and guessing one shall be slow. */
    private static final int LOGIN_COST = 35;

    private static final Set<String> LOGINS = Set.of("user_auth", "api_auth", "multi_factor");

    private final RateLimiter limiter;

    RateFilter(RateLimiter limiter) {
        this.limiter = limiter;
    }

    @Override
    public void filter(ContainerRequestContext context) {
        limiter.take(RequestContext.current(), isLogin(context) ? LOGIN_COST : 1);
    }

    private static boolean isLogin(ContainerRequestContext context) {
        return context.getMethod().equals("PUT")
                && LOGINS.contains(context.getUriInfo().getPathSegments().get(0).getPath());
    }
}
