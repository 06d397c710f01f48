package org.trunkline.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongPredicate;
import org.osgi.annotation.versioning.ProviderType;
import org.trunkline.kernel.Caller;
import org.trunkline.kernel.PageRequest;

/**
 * The request as the Crossbar wire means it (crossbar-api §1). A resource method takes it as
 * {@code @Context RestRequest request}; it never declares an entity parameter of its own.
 */
@ProviderType
public interface RestRequest {

    /**
     * Who asks.
     *
     * @throws org.trunkline.kernel.DomainException UNAUTHENTICATED without a valid token
     */
    Caller caller();

    /**
     * Returns {@code data} of the envelope as an object, without private keys and without {@code ui_metadata, auth_token,
     * verb}; an empty object for an empty body.
     *
     * @throws org.trunkline.kernel.InvalidException if the body is no JSON, has no {@code data}, or it is no object
     * @throws javax.ws.rs.NotSupportedException if the body says that it is something else, such as CSV
     */
    ObjectNode data();

    /** Returns {@code data} of the envelope, whatever JSON it is. */
    JsonNode anyData();

    /** Looks a request value up in {@code data}, the query string and the envelope root, in this order (§1.2). */
    Optional<String> value(String name);

    /** Returns whether a request value is {@code true}, as text or as boolean. */
    boolean flag(String name);

    /**
     * Which page of a list is wanted: {@code start_key}, {@code page_size}, {@code ascending}, {@code descending},
     * {@code paginate=false}.
     *
     * @throws org.trunkline.kernel.DomainException 404 faulty_request for a bad page size, as the wire does
     */
    PageRequest page();

    /** Returns whether the list was asked for in pages (not {@code paginate=false}). */
    boolean paginated();

    /** The form of answer that is wanted (§1.8). */
    default Format format() {
        return Format.JSON;
    }

    /** The filters of the query string (§1.6). */
    default DocumentFilter filter() {
        return DocumentFilter.of(Map.of());
    }

    /**
     * Which revisions of the stored document a write may meet, as {@code If-Match} and {@code If-None-Match} say (§1.7);
     * any revision without them. A service that meets another one throws a {@code ConflictException} for
     * {@code revision}, which the runtime answers with 412 then.
     */
    default LongPredicate expectedRevision() {
        return revision -> true;
    }

    /**
     * The header {@code Idempotency-Key}: what the client calls this request, so that a repeat is known as one.
     *
     * @throws org.trunkline.kernel.InvalidException unless it has 1 to 255 visible characters of ASCII
     */
    default Optional<String> idempotencyKey() {
        return Optional.empty();
    }

    /** The header {@code X-Request-ID}, or a generated id. */
    String requestId();

    /** The media type of the body without parameters, in lower case; empty when there is none. */
    String contentType();

    /**
     * The body as it comes, for bodies that are no JSON, such as CSV; unbounded here, the reader bounds it. JSON bodies
     * must be read by {@link #data}.
     */
    InputStream body();

    /** The address of the client. */
    String clientAddress();

    /** What the client calls itself; empty where it does not say. */
    default String userAgent() {
        return "";
    }
}
