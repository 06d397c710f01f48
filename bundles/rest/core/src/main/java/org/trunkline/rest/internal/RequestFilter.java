package org.trunkline.rest.internal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import javax.servlet.http.HttpServletRequest;
import javax.ws.rs.container.ContainerRequestContext;
import javax.ws.rs.container.ContainerRequestFilter;
import javax.ws.rs.container.PreMatching;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.Response;
import org.trunkline.json.Json;
import org.trunkline.kernel.DomainException;
import org.trunkline.kernel.ErrorKind;
import org.trunkline.kernel.FieldError;
import org.trunkline.kernel.Ids;
import org.trunkline.kernel.InvalidException;

/**
 * Before anything is matched: answers preflights, gives the request its id, reads the envelope within its bound, and
 * applies the tunnelled verb (crossbar-api §1.1-§1.3).
 */
@PreMatching
final class RequestFilter implements ContainerRequestFilter {
    /** The largest JSON body (design §13, "Bounds"). */
    static final int BODY_BYTES_MAX = 8_000_000;

    private static final Set<String> TUNNELLED = Set.of("GET", "PUT", "POST", "PATCH", "DELETE");
    private static final Set<String> JSON_TYPES = Set.of("", "application/json", "application/x-json", "text/json");

    @Context
    private HttpServletRequest servletRequest;

    @Override
    public void filter(ContainerRequestContext context) throws IOException {
        String requestId = requestId(context.getHeaderString("X-Request-ID"));
        String contentType = contentType(context.getHeaderString("Content-Type"));
        CrossbarRequest bare = request(context, requestId, contentType, context.getEntityStream(), Optional.empty());
        RequestContext.set(bare);
        if (context.getMethod().equals("OPTIONS")) {
            context.abortWith(Response.ok().build());
            return;
        }
        CrossbarRequest request = bare;
        if (JSON_TYPES.contains(contentType)) {
            Optional<ObjectNode> envelope = envelope(context.getEntityStream());
            request = request(context, requestId, contentType, InputStream.nullInputStream(), envelope);
            RequestContext.set(request);
        }
        request.value("verb")
                .or(() -> Optional.ofNullable(context.getHeaderString("X-HTTP-Method-Override")))
                .map(verb -> verb.toUpperCase(Locale.ROOT))
                .filter(TUNNELLED::contains)
                .ifPresent(context::setMethod);
    }

    private CrossbarRequest request(
            ContainerRequestContext context,
            String requestId,
            String contentType,
            InputStream body,
            Optional<ObjectNode> envelope) {
        return new CrossbarRequest(
                requestId,
                contentType,
                body,
                envelope,
                context.getUriInfo().getQueryParameters(),
                servletRequest.getRemoteAddr());
    }

    private static String requestId(String sent) {
        return sent != null && sent.matches("[\\w.:-]{1,128}") ? sent : Ids.random();
    }

    private static String contentType(String header) {
        return header == null ? "" : header.split(";", 2)[0].trim().toLowerCase(Locale.ROOT);
    }

    /** Returns the root object with its keys as the wire normalises them; empty for an empty body. */
    private static Optional<ObjectNode> envelope(InputStream body) throws IOException {
        byte[] bytes = body.readNBytes(BODY_BYTES_MAX + 1);
        if (bytes.length > BODY_BYTES_MAX) {
            String message = "Payload or Files must not be more than " + BODY_BYTES_MAX + " bytes";
            throw new DomainException(
                    ErrorKind.TOO_LARGE,
                    "validation error",
                    message,
                    List.of(new FieldError("file", "maxSize", message, BODY_BYTES_MAX, null, null)),
                    null);
        }
        if (new String(bytes, 0, Math.min(bytes.length, 64), java.nio.charset.StandardCharsets.UTF_8).isBlank()
                && bytes.length <= 64) {
            return Optional.empty();
        }
        JsonNode root = parsed(bytes);
        if (!(root instanceof ObjectNode object)) {
            throw new InvalidException(List.of(new FieldError(
                    "data", "type", "The body must be an object with the key data", "object", null, null)));
        }
        ObjectNode normalised = Json.object();
        object.properties()
                .forEach(field ->
                        normalised.set(field.getKey().toLowerCase(Locale.ROOT).replace('-', '_'), field.getValue()));
        return Optional.of(normalised);
    }

    private static JsonNode parsed(byte[] bytes) throws IOException {
        try {
            return Json.mapper().readTree(bytes);
        } catch (JsonProcessingException e) {
            throw new InvalidException(
                    List.of(new FieldError("json", "invalid", e.getOriginalMessage(), "body", null, null)));
        }
    }
}
