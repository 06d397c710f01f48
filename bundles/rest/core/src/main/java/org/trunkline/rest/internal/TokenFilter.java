package org.trunkline.rest.internal;

import java.util.Optional;
import java.util.function.Supplier;
import javax.ws.rs.container.ContainerRequestContext;
import javax.ws.rs.container.ContainerRequestFilter;
import javax.ws.rs.container.ResourceInfo;
import javax.ws.rs.core.Context;
import org.trunkline.kernel.UnavailableException;
import org.trunkline.rest.Unauthenticated;
import org.trunkline.rest.spi.Authenticator;

/** Finds the token (crossbar-api §1.10) and asks the authenticator whose it is. */
final class TokenFilter implements ContainerRequestFilter {
    private final Supplier<Authenticator> authenticator;

    @Context
    private ResourceInfo resource;

    TokenFilter(Supplier<Authenticator> authenticator) {
        this.authenticator = authenticator;
    }

    @Override
    public void filter(ContainerRequestContext context) {
        if (isOpen()) {
            return;
        }
        CrossbarRequest request = RequestContext.current();
        Optional<String> token = token(context, request);
        if (token.isEmpty()) {
            request.caller();
            return;
        }
        Authenticator current = authenticator.get();
        if (current == null) {
            throw new UnavailableException("datastore_unreachable", "logins are not available now");
        }
        request.authenticated(current.authenticate(token.get()), token.get());
    }

    private boolean isOpen() {
        return resource.getResourceMethod().isAnnotationPresent(Unauthenticated.class)
                || resource.getResourceClass().isAnnotationPresent(Unauthenticated.class);
    }

    private static Optional<String> token(ContainerRequestContext context, CrossbarRequest request) {
        return Optional.ofNullable(context.getHeaderString("X-Auth-Token"))
                .filter(TokenFilter::isMeant)
                .or(() -> request.value("auth_token").filter(TokenFilter::isMeant))
                .or(() -> Optional.ofNullable(context.getHeaderString("Authorization"))
                        .map(TokenFilter::credentials)
                        .filter(TokenFilter::isMeant))
                .or(() -> request.value("authorization").map(TokenFilter::credentials));
    }

    /** Before its login Monster UI sends the word undefined. */
    private static boolean isMeant(String token) {
        return !token.isBlank() && !token.equals("undefined");
    }

    private static String credentials(String header) {
        int space = header.indexOf(' ');
        return space < 0 ? header : header.substring(space + 1).trim();
    }
}
