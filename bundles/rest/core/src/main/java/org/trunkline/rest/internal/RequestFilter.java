package org.trunkline.rest.internal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import javax.annotation.Priority;
import javax.servlet.http.HttpServletRequest;
import javax.ws.rs.NotSupportedException;
import javax.ws.rs.container.ContainerRequestContext;
import javax.ws.rs.container.ContainerRequestFilter;
import javax.ws.rs.container.PreMatching;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.HttpHeaders;
import javax.ws.rs.core.Response;
import org.trunkline.kernel.Ids;

/** Before anything else: answers preflights, gives the request its id, and reads the envelope (crossbar-api §1.1-§1.3). */
@PreMatching
@Priority(FilterOrder.REQUEST)
final class RequestFilter implements ContainerRequestFilter {
    private static final Set<String> WITH_BODY = Set.of("PUT", "POST", "PATCH");

    private final ClientAddresses addresses;

    @Context
    private HttpServletRequest servletRequest;

    RequestFilter(ClientAddresses addresses) {
        this.addresses = addresses;
    }

    @Override
    public void filter(ContainerRequestContext context) throws IOException {
        CrossbarRequest bare = request(context, context.getEntityStream(), Optional.empty());
        RequestContext.set(bare);
        if (context.getMethod().equals("OPTIONS")) {
            context.abortWith(Response.ok().build());
            return;
        }
        if (WITH_BODY.contains(context.getMethod()) && !Body.isKnown(bare.contentType())) {
            throw new NotSupportedException();
        }
        if (Body.isJson(bare.contentType())) {
            Optional<ObjectNode> envelope = Body.envelope(context.getEntityStream());
            RequestContext.set(request(context, InputStream.nullInputStream(), envelope));
        }
    }

    private CrossbarRequest request(ContainerRequestContext context, InputStream body, Optional<ObjectNode> envelope) {
        CrossbarRequest known = RequestContext.current();
        return new CrossbarRequest(
                known == null ? requestId(context.getHeaderString("X-Request-ID")) : known.requestId(),
                Body.contentType(context.getHeaderString("Content-Type")),
                body,
                envelope,
                context.getUriInfo().getQueryParameters(),
                new CrossbarRequest.Client(
                        addresses.of(servletRequest.getRemoteAddr(), context.getHeaderString("X-Forwarded-For")),
                        Objects.toString(context.getHeaderString(HttpHeaders.USER_AGENT), "")),
                Preconditions.of(
                        context.getHeaderString(HttpHeaders.IF_MATCH),
                        context.getHeaderString(HttpHeaders.IF_NONE_MATCH)),
                Optional.ofNullable(context.getHeaderString("Idempotency-Key")));
    }

    private static String requestId(String sent) {
        return sent != null && sent.matches("[\\w.:-]{1,128}") ? sent : Ids.random();
    }
}
