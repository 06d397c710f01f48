package org.trunkline.rest.internal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import javax.ws.rs.WebApplicationException;
import javax.ws.rs.core.HttpHeaders;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import javax.ws.rs.ext.ExceptionMapper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.trunkline.json.Json;
import org.trunkline.kernel.DomainException;
import org.trunkline.kernel.ErrorKind;
import org.trunkline.kernel.FieldError;

/** The one place where failures become statuses and error envelopes. */
final class FailureMapper implements ExceptionMapper<Throwable> {
    private static final Logger LOG = LoggerFactory.getLogger(FailureMapper.class);

    /** How stores name what collided when somebody else was faster. */
    private static final String REVISION = "revision";

    private final Departed departed;
    private final Verbs verbs;

    FailureMapper(Departed departed, Verbs verbs) {
        this.departed = departed;
        this.verbs = verbs;
    }

    @Override
    public Response toResponse(Throwable failure) {
        if (failure instanceof DomainException known) {
            return isStale(known) ? stale() : domain(known);
        }
        if (failure instanceof WebApplicationException jaxRs) {
            return jaxRs(jaxRs);
        }
        CrossbarRequest request = RequestContext.current();
        String requestId = request == null ? "" : request.requestId();
        if (failure instanceof IOException) {
            LOG.debug("Client gone: request={}", requestId, failure);
        } else {
            LOG.error("Request failed: request={}", requestId, failure);
        }
        return answer(500, new Failure("unspecified_fault", message("unspecified fault")))
                .build();
    }

    /** A revision that the client named and that is stored no more, found before the write or by the store itself. */
    private static boolean isStale(DomainException failure) {
        CrossbarRequest request = RequestContext.current();
        return failure.kind() == ErrorKind.CONFLICT
                && REVISION.equals(failure.causeValue())
                && request != null
                && request.preconditions().isPresent();
    }

    private static Response stale() {
        String text = "the document has another revision than the request expects";
        return answer(412, new Failure("precondition_failed", message(text))).build();
    }

    private static Response domain(DomainException failure) {
        // a code that is a sentence of the wire says all
        ObjectNode text = failure.code().equals(failure.getMessage()) ? Json.object() : message(failure.getMessage());
        ObjectNode data = failure.errors().isEmpty() ? text : fields(failure);
        if (failure.errors().isEmpty() && failure.causeValue() != null && isKnown(failure)) {
            data.put("cause", failure.causeValue());
        }
        failure.data().forEach((key, value) -> put(data, key, value));
        Response.ResponseBuilder response = answer(status(failure.kind()), new Failure(failure.code(), data));
        if (failure.kind() == ErrorKind.UNAVAILABLE || failure.kind() == ErrorKind.TOO_MANY) {
            response.header(HttpHeaders.RETRY_AFTER, "1");
        }
        return response.build();
    }

    /** What is not there for a caller is not named to it, unless it has named it: the id of the root account is nobody's business. */
    private static boolean isKnown(DomainException failure) {
        CrossbarRequest request = RequestContext.current();
        return failure.kind() != ErrorKind.NOT_FOUND
                || request == null
                || request.mentions(RequestContext.path(), failure.causeValue());
    }

    private Response jaxRs(WebApplicationException failure) {
        Response original = failure.getResponse();
        return switch (original.getStatus()) {
            case 404 -> nothingThere();
            case 405 ->
                answer(405, new Failure("invalid_method", message("method not allowed")))
                        .header(HttpHeaders.ALLOW, verbs.allowed(RequestContext.path()))
                        .build();
            case 406 ->
                answer(406, new Failure("not_acceptable", message("no acceptable content type")))
                        .build();
            case 415 ->
                answer(415, new Failure("unsupported_media_type", message("unsupported content type")))
                        .build();
            default ->
                answer(
                                original.getStatus(),
                                new Failure("faulty_request", message(String.valueOf(failure.getMessage()))))
                        .build();
        };
    }

    private Response nothingThere() {
        if (departed.isMissed(RequestContext.path())) {
            Failure failure = new Failure("datastore_unreachable", message("being replaced, try again"));
            return answer(503, failure).header(HttpHeaders.RETRY_AFTER, "1").build();
        }
        return answer(404, new Failure("not_found", message("not found"))).build();
    }

    static int status(ErrorKind kind) {
        return switch (kind) {
            case INVALID -> 400;
            case UNAUTHENTICATED -> 401;
            case PAYMENT_REQUIRED -> 402;
            case FORBIDDEN -> 403;
            case NOT_FOUND -> 404;
            case CONFLICT -> 409;
            case TOO_LARGE -> 413;
            case LOCKED -> 423;
            case TOO_MANY -> 429;
            case REFUSED -> 500;
            case UNAVAILABLE -> 503;
        };
    }

    private static Response.ResponseBuilder answer(int status, Failure failure) {
        return Response.status(status).type(MediaType.APPLICATION_JSON_TYPE).entity(failure);
    }

    private static ObjectNode message(String text) {
        return Json.object().put("message", text);
    }

    private static ObjectNode fields(DomainException failure) {
        ObjectNode data = Json.object();
        for (FieldError error : failure.errors()) {
            ObjectNode rule = Json.object().put("message", error.message());
            put(rule, "target", error.target());
            put(rule, "value", error.value());
            put(rule, "cause", error.cause());
            ObjectNode rules =
                    data.get(error.field()) instanceof ObjectNode known ? known : data.putObject(error.field());
            rules.set(error.rule(), rule);
        }
        return data;
    }

    private static void put(ObjectNode rule, String key, Object value) {
        if (value != null) {
            rule.set(key, Json.mapper().valueToTree(value));
        }
    }
}
