package org.trunkline.rest.internal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import javax.annotation.Priority;
import javax.ws.rs.container.ContainerRequestContext;
import javax.ws.rs.container.ContainerResponseContext;
import javax.ws.rs.container.ContainerResponseFilter;
import javax.ws.rs.core.HttpHeaders;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.MultivaluedMap;
import org.trunkline.json.Json;
import org.trunkline.rest.Answer;

/** Puts what a resource answered into the success envelope, and the headers of the wire on every response. */
@Priority(FilterOrder.ENVELOPE)
final class EnvelopeFilter implements ContainerResponseFilter {
    static final String ALLOWED_METHODS = "OPTIONS, GET, POST, PUT, PATCH, DELETE";

    static final String ALLOWED_HEADERS =
            "content-type, depth, user-agent, x-http-method-override, x-file-size, x-requested-with, if-modified-since, "
                    + "x-file-name, cache-control, x-auth-token, x-kazoo-cluster-id, if-match, idempotency-key, authorization";
    private static final String EXPOSED_HEADERS =
            "content-type, x-auth-token, x-request-id, x-kazoo-cluster-id, location, etag, retry-after";

    private final Clock clock;
    private final String node;

    EnvelopeFilter(Clock clock, String node) {
        this.clock = clock;
        this.node = node;
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        CrossbarRequest asked = RequestContext.current();
        cors(request, response);
        if (request.getMethod().equals("GET")) {
            response.getHeaders().putSingle(HttpHeaders.EXPIRES, "Fri, 01 Jan 1999 00:00:00 GMT");
        }
        if (asked != null) {
            response.getHeaders().putSingle("X-Request-ID", asked.requestId());
        }
        if (response.getEntity() instanceof Answer answer && asked != null) {
            if (isCutShort(asked, answer)) {
                response.setStatus(416);
                failure(response, asked, new Failure("range not satisfiable", Json.object()));
                return;
            }
            answer(request, response, asked, answer);
        } else if (response.getEntity() instanceof Failure failure) {
            failure(response, asked, failure);
        }
    }

    /** Who asked for the whole list must not take a part for it (§1.5). */
    private static boolean isCutShort(CrossbarRequest asked, Answer answer) {
        return !asked.paginated()
                && answer.paging().flatMap(Answer.Paging::nextStartKey).isPresent();
    }

    private void answer(
            ContainerRequestContext request, ContainerResponseContext response, CrossbarRequest asked, Answer answer) {
        MultivaluedMap<String, Object> headers = response.getHeaders();
        answer.id().ifPresent(id -> headers.putSingle(HttpHeaders.LOCATION, location(request, id)));
        if (answer.revision().isPresent()) {
            String tag = answer.revision().get();
            headers.putSingle(HttpHeaders.ETAG, '"' + tag + '"');
            if (request.getMethod().equals("GET") && asked.preconditions().knows(tag)) {
                response.setStatus(304);
                response.setEntity(null);
                return;
            }
        }
        // a PUT tunnelled through POST made something only if it tells where (§1.2)
        boolean madeNothing =
                asked.isTunnelled() && answer.status() == 201 && answer.id().isEmpty();
        response.setStatus(madeNothing ? 200 : answer.status());
        response.setEntity(envelope(asked, answer), null, MediaType.APPLICATION_JSON_TYPE);
    }

    private ObjectNode envelope(CrossbarRequest asked, Answer answer) {
        ObjectNode envelope = Json.object();
        envelope.set("data", answer.data());
        envelope.put("status", "success");
        common(envelope, asked);
        answer.authToken().or(asked::token).ifPresent(token -> envelope.put("auth_token", token));
        answer.revision().ifPresent(revision -> envelope.put("revision", revision));
        answer.metadata().ifPresent(metadata -> envelope.set("metadata", metadata));
        answer.paging().ifPresent(paging -> {
            envelope.put("page_size", paging.pageSize());
            if (asked.paginated()) {
                paging.startKey().map(CrossbarRequest::encoded).ifPresent(key -> envelope.put("start_key", key));
                paging.nextStartKey()
                        .map(CrossbarRequest::encoded)
                        .ifPresent(key -> envelope.put("next_start_key", key));
            }
        });
        return envelope;
    }

    private void failure(ContainerResponseContext response, CrossbarRequest asked, Failure failure) {
        ObjectNode envelope = Json.object();
        envelope.set("data", failure.data());
        envelope.put("status", "error");
        envelope.put("error", Integer.toString(response.getStatus()));
        envelope.put("message", failure.message());
        if (asked != null) {
            common(envelope, asked);
            asked.token().ifPresent(token -> envelope.put("auth_token", token));
        }
        response.setEntity(envelope, null, MediaType.APPLICATION_JSON_TYPE);
    }

    private void common(ObjectNode envelope, CrossbarRequest asked) {
        envelope.put("request_id", asked.requestId());
        envelope.put(
                "timestamp", clock.instant().truncatedTo(ChronoUnit.SECONDS).toString());
        envelope.put("node", node);
        asked.charge().ifPresent(charge -> envelope.putObject("tokens")
                .put("consumed", charge.consumed())
                .put("remaining", charge.remaining()));
        if (asked.isAuthenticated()) {
            envelope.put("version", "5.0");
        }
    }

    /** Below the collection that was asked, or from the root of the API for what lives elsewhere. */
    private static String location(ContainerRequestContext request, String id) {
        String path = request.getUriInfo().getRequestUri().getRawPath();
        if (id.startsWith("/")) {
            return path.substring(0, path.indexOf('/', 1)) + id;
        }
        return path.endsWith("/") ? path + id : path + "/" + id;
    }

    private static void cors(ContainerRequestContext request, ContainerResponseContext response) {
        MultivaluedMap<String, Object> headers = response.getHeaders();
        headers.putSingle("Access-Control-Allow-Origin", "*");
        headers.putSingle("Access-Control-Expose-Headers", EXPOSED_HEADERS);
        if (request.getMethod().equals("OPTIONS")) {
            headers.putSingle("Access-Control-Allow-Methods", ALLOWED_METHODS);
            headers.putSingle("Access-Control-Allow-Headers", ALLOWED_HEADERS);
            headers.putSingle("Access-Control-Max-Age", "86400");
        }
    }
}
