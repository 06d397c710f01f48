package org.trunkline.rest.internal;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.trunkline.json.Json;
import org.trunkline.kernel.DomainException;
import org.trunkline.kernel.ErrorKind;
import org.trunkline.kernel.FieldError;
import org.trunkline.kernel.InvalidException;

/** What bodies may be (crossbar-api §1.3): the JSON envelope, read whole and bounded, or a file, left to its reader. */
final class Body {
    /** The largest JSON body (design §13, "Bounds"). */
    static final int JSON_BYTES_MAX = 8_000_000;

    /** Forms are taken for JSON, because that is how curl labels what it sends. */
    private static final Set<String> JSON_TYPES =
            Set.of("", "application/json", "application/x-json", "text/json", "application/x-www-form-urlencoded");

    /** A resource that wants an envelope refuses these too, when it asks for its data. */
    private static final Set<String> FILE_TYPES = Set.of(
            "text/csv",
            "text/comma-separated-values",
            "text/plain",
            "application/csv",
            "application/octet-stream",
            "application/gzip",
            "application/x-gzip",
            "application/base64",
            "application/x-base64",
            "application/pdf",
            "text/html");

    private static final Pattern PARSER_DETAIL =
            Pattern.compile(" \\(start marker at \\[Source: [^\\]]*\\]\\)|, from `[^`]*`|: enable `[^`]*` to allow");

    private static final int BLANK_BYTES_MAX = 64;

    private Body() {}

    /** Returns the media type without parameters, in lower case; empty if there is none. */
    static String contentType(String header) {
        return header == null ? "" : header.split(";", 2)[0].trim().toLowerCase(Locale.ROOT);
    }

    static boolean isJson(String contentType) {
        return JSON_TYPES.contains(contentType);
    }

    static boolean isKnown(String contentType) {
        return isJson(contentType) || FILE_TYPES.contains(contentType) || contentType.startsWith("image/");
    }

    /** Returns the root object with its keys as the wire normalises them; empty for an empty body. */
    static Optional<ObjectNode> envelope(InputStream body) throws IOException {
        byte[] bytes = body.readNBytes(JSON_BYTES_MAX + 1);
        if (bytes.length > JSON_BYTES_MAX) {
            throw tooLarge();
        }
        if (bytes.length <= BLANK_BYTES_MAX && new String(bytes, StandardCharsets.UTF_8).isBlank()) {
            return Optional.empty();
        }
        if (!(parsed(bytes) instanceof ObjectNode root)) {
            throw new InvalidException(List.of(new FieldError(
                    "data", "type", "The body must be an object with the key data", "object", null, null)));
        }
        Storable.require(root);
        ObjectNode normalised = Json.object();
        root.properties().forEach(field -> {
            String key = field.getKey().toLowerCase(Locale.ROOT).replace('-', '_');
            if (normalised.has(key)) {
                String message = "Duplicate field '" + key + "', as " + field.getKey();
                throw new InvalidException(List.of(new FieldError("json", "invalid", message, "body", null, null)));
            }
            normalised.set(key, field.getValue());
        });
        return Optional.of(normalised);
    }

    private static DomainException tooLarge() {
        String message = "Payload or Files must not be more than " + JSON_BYTES_MAX + " bytes";
        FieldError error = new FieldError("file", "maxSize", message, JSON_BYTES_MAX, null, null);
        return new DomainException(ErrorKind.TOO_LARGE, "validation error", message, List.of(error), null);
    }

    private static JsonNode parsed(byte[] bytes) throws IOException {
        try {
            return Json.mapper().readTree(bytes);
        } catch (JsonProcessingException e) {
            throw new InvalidException(List.of(new FieldError("json", "invalid", told(e), "body", null, null)));
        }
    }

    /** Returns what is wrong and where, without what the parser says about its own settings. */
    private static String told(JsonProcessingException e) {
        String message = PARSER_DETAIL.matcher(e.getOriginalMessage()).replaceAll("");
        JsonLocation at = e.getLocation();
        return at == null ? message : message + " (line " + at.getLineNr() + ", column " + at.getColumnNr() + ")";
    }
}
