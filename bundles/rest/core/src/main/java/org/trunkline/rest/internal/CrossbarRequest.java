package org.trunkline.rest.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.LongPredicate;
import javax.ws.rs.NotSupportedException;
import javax.ws.rs.core.MultivaluedHashMap;
import javax.ws.rs.core.MultivaluedMap;
import org.trunkline.json.Json;
import org.trunkline.kernel.Caller;
import org.trunkline.kernel.DomainException;
import org.trunkline.kernel.ErrorKind;
import org.trunkline.kernel.FieldError;
import org.trunkline.kernel.InvalidException;
import org.trunkline.kernel.PageRequest;
import org.trunkline.rest.DocumentFilter;
import org.trunkline.rest.Format;
import org.trunkline.rest.RestRequest;

/** One request: the parsed envelope, the query, and who asks once the token is checked. */
final class CrossbarRequest implements RestRequest {
    /** Who sends a request, as far as it says. */
    record Client(String address, String userAgent) {}

    /** What clients put into the data for us, not for the resource; a token must not be kept in a document. */
    private static final List<String> NO_DATA = List.of("ui_metadata", "auth_token", "verb");

    private final String requestId;
    private final String contentType;
    private final InputStream body;
    private final Optional<ObjectNode> envelope;
    private final MultivaluedMap<String, String> query;
    private final Client client;
    private final Preconditions preconditions;
    private final Optional<String> idempotencyKey;
    private Caller caller;
    private String token;
    private boolean tunnelled;
    private Format format = Format.JSON;
    private boolean pretty;
    private RateLimiter.Charge charge;

    CrossbarRequest(
            String requestId,
            String contentType,
            InputStream body,
            Optional<ObjectNode> envelope,
            MultivaluedMap<String, String> query,
            Client client,
            Preconditions preconditions,
            Optional<String> idempotencyKey) {
        this.requestId = requestId;
        this.contentType = contentType;
        this.body = body;
        this.envelope = envelope;
        this.query = withValues(query);
        this.client = client;
        this.preconditions = preconditions;
        this.idempotencyKey = idempotencyKey;
    }

    /** A parameter without a value, such as that between two ampersands, says nothing. */
    private static MultivaluedMap<String, String> withValues(MultivaluedMap<String, String> query) {
        MultivaluedMap<String, String> said = new MultivaluedHashMap<>();
        query.forEach(
                (name, values) -> values.stream().filter(Objects::nonNull).forEach(value -> said.add(name, value)));
        return said;
    }

    /** @param request verb and path */
    void authenticated(Caller by, String withToken, String request) {
        caller = by.withVia(new Caller.Via(requestId, client.address(), request));
        token = withToken;
    }

    /** Notes that the verb came some other way than as the method. */
    void tunnelled() {
        tunnelled = true;
    }

    boolean isTunnelled() {
        return tunnelled;
    }

    /** Notes the form in which the answer is wanted. */
    void wanted(Format newFormat) {
        format = newFormat;
    }

    @Override
    public Format format() {
        return format;
    }

    /** Notes that a person will read the answer. */
    void prettyWanted() {
        pretty = true;
    }

    boolean isPrettyWanted() {
        return pretty;
    }

    void charged(RateLimiter.Charge newCharge) {
        charge = newCharge;
    }

    Optional<RateLimiter.Charge> charge() {
        return Optional.ofNullable(charge);
    }

    boolean isAuthenticated() {
        return caller != null;
    }

    Optional<String> token() {
        return Optional.ofNullable(token);
    }

    /** Returns whether the client itself has said this word, in the path, the query or the body. */
    boolean mentions(String path, String word) {
        return path.contains(word)
                || query.values().stream().flatMap(List::stream).anyMatch(value -> value.contains(word))
                || envelope.map(sent -> sent.toString().contains(word)).orElse(false);
    }

    @Override
    public Caller caller() {
        if (caller == null) {
            throw new DomainException(ErrorKind.UNAUTHENTICATED, "invalid_credentials", "invalid credentials");
        }
        return caller;
    }

    @Override
    public ObjectNode data() {
        JsonNode data = anyData();
        if (data instanceof ObjectNode object) {
            ObjectNode cleaned = Json.publicKeys(object);
            cleaned.remove(NO_DATA);
            return cleaned;
        }
        throw new InvalidException(
                List.of(new FieldError("data", "type", "Value did not match type(s): object", "object", data, null)));
    }

    @Override
    public JsonNode anyData() {
        if (!Body.isJson(contentType)) {
            throw new NotSupportedException();
        }
        if (envelope.isEmpty()) {
            return Json.object();
        }
        JsonNode data = envelope.get().get("data");
        if (data == null) {
            throw new InvalidException(List.of(FieldError.required("data")));
        }
        return data;
    }

    @Override
    public Optional<String> value(String name) {
        Optional<String> inData = envelope.map(root -> root.get("data"))
                .filter(JsonNode::isObject)
                .map(data -> data.get(name))
                .filter(JsonNode::isValueNode)
                .map(JsonNode::asText);
        return inData.or(() -> Optional.ofNullable(query.getFirst(name))).or(() -> envelope.map(root -> root.get(name))
                .filter(JsonNode::isValueNode)
                .map(JsonNode::asText));
    }

    @Override
    public boolean flag(String name) {
        return value(name).filter("true"::equals).isPresent();
    }

    @Override
    public PageRequest page() {
        boolean ascending = "true".equals(query.getFirst("ascending")) || "false".equals(query.getFirst("descending"));
        if (!paginated()) {
            return new PageRequest(Optional.empty(), PageRequest.SIZE_MAX, ascending);
        }
        Optional<String> startKey = Optional.ofNullable(query.getFirst("start_key"))
                .map(CrossbarRequest::decoded)
                .filter(key -> !key.isEmpty());
        if (startKey.filter(key -> key.indexOf('\0') >= 0).isPresent()) {
            throw new InvalidException("start_key", "invalid", "Text must not contain the character U+0000");
        }
        return new PageRequest(startKey, pageSize(), ascending);
    }

    @Override
    public boolean paginated() {
        return !"false".equals(query.getFirst("paginate"));
    }

    @Override
    public DocumentFilter filter() {
        return DocumentFilter.of(query);
    }

    private int pageSize() {
        String asked = query.getFirst("page_size");
        if (asked == null) {
            return PageRequest.SIZE_DEFAULT;
        }
        if (!asked.matches("[0-9]{1,9}")) {
            throw new DomainException(ErrorKind.NOT_FOUND, "faulty_request", "invalid page size");
        }
        int size = Integer.parseInt(asked);
        if (size < 1) {
            throw new DomainException(ErrorKind.NOT_FOUND, "faulty_request", "page size must be at least 1");
        }
        return Math.min(size, PageRequest.SIZE_MAX);
    }

    /** Start keys travel as URL-safe base64; a raw one is accepted too (§1.5). */
    private static String decoded(String startKey) {
        try {
            return new String(Base64.getUrlDecoder().decode(startKey), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException raw) {
            return startKey;
        }
    }

    static String encoded(String startKey) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(startKey.getBytes(StandardCharsets.UTF_8));
    }

    Preconditions preconditions() {
        return preconditions;
    }

    @Override
    public LongPredicate expectedRevision() {
        return preconditions.revision();
    }

    @Override
    public Optional<String> idempotencyKey() {
        if (idempotencyKey.filter(key -> !key.matches("[!-~]{1,255}")).isPresent()) {
            String message = "Idempotency-Key must have 1 to 255 visible characters of ASCII";
            throw new InvalidException("Idempotency-Key", "pattern", message);
        }
        return idempotencyKey;
    }

    @Override
    public String requestId() {
        return requestId;
    }

    @Override
    public String contentType() {
        return contentType;
    }

    @Override
    public InputStream body() {
        return body;
    }

    @Override
    public String clientAddress() {
        return client.address();
    }

    @Override
    public String userAgent() {
        return client.userAgent();
    }
}
