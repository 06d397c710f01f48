package org.trunkline.rest.internal;

import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javax.ws.rs.container.ContainerRequestContext;
import org.trunkline.kernel.DomainException;
import org.trunkline.kernel.ErrorKind;
import org.trunkline.kernel.UnavailableException;
import org.trunkline.rest.spi.Authenticator;

/** Finds the token of a request (crossbar-api §1.10) and asks the authenticator whose it is. */
final class Authentication {
    private final Supplier<Authenticator> authenticator;
    private final RateLimiter limiter;

    Authentication(Supplier<Authenticator> authenticator, RateLimiter limiter) {
        this.authenticator = authenticator;
        this.limiter = limiter;
    }

    /**
     * Lets the request know its caller, unless it already does.
     *
     * @throws DomainException UNAUTHENTICATED without a valid token; TOO_MANY for one client that keeps trying
     */
    void require(ContainerRequestContext context, CrossbarRequest request) {
        if (request.isAuthenticated()) {
            return;
        }
        Authenticator current = current();
        try {
            Optional<String> token = token(context, request);
            if (token.isPresent()) {
                String path = context.getUriInfo().getPath();
                request.authenticated(current.authenticate(token.get()), token.get(), context.getMethod() + " " + path);
            }
            request.caller();
        } catch (DomainException failure) {
            if (failure.kind() == ErrorKind.UNAUTHENTICATED) {
                limiter.take(request, 1);
            }
            throw failure;
        }
    }

    /**
     * Passes when the token may be used for what the request has turned out to ask.
     *
     * @throws org.trunkline.kernel.ForbiddenException otherwise
     */
    void requireAllowed(ContainerRequestContext context, CrossbarRequest request) {
        // without matrix parameters, which name nothing here, and with the segments that resources are matched by
        String path = context.getUriInfo().getPathSegments().stream()
                .map(segment -> segment.getPath().replace("/", "%2F"))
                .collect(Collectors.joining("/"));
        current().require(request.caller(), context.getMethod(), path);
    }

    private Authenticator current() {
        Authenticator current = authenticator.get();
        if (current == null) {
            throw new UnavailableException("datastore_unreachable", "logins are not available now");
        }
        return current;
    }

    private static Optional<String> token(ContainerRequestContext context, CrossbarRequest request) {
        return Optional.ofNullable(context.getHeaderString("X-Auth-Token"))
                .filter(Authentication::isMeant)
                .or(() -> request.value("auth_token").filter(Authentication::isMeant))
                .or(() -> Optional.ofNullable(context.getHeaderString("Authorization"))
                        .map(Authentication::credentials)
                        .filter(Authentication::isMeant))
                .or(() -> request.value("authorization").map(Authentication::credentials));
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
