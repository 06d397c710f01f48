package org.trunkline.whitelabel.rest.internal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Set;
import org.trunkline.kernel.InvalidException;
import org.trunkline.kernel.NotFoundException;
import org.trunkline.rest.Answer;
import org.trunkline.rest.RestRequest;
import org.trunkline.whitelabel.Whitelabel;
import org.trunkline.whitelabel.WhitelabelImage;
import org.trunkline.whitelabel.WhitelabelImage.Kind;

/** Names and looks as the wire shows them (crossbar-api §9.1). */
final class WhitelabelJson {
    private static final Set<String> BASE64 = Set.of("application/x-base64", "application/base64");

    /** Base64 has four characters for three bytes; before it may stand what the data are. */
    private static final int BODY_BYTES_MAX = WhitelabelImage.BYTES_MAX / 3 * 4 + 1_000;

    private static final String HTML = "text/html;charset=utf-8";

    private WhitelabelJson() {}

    static ObjectNode document(Whitelabel whitelabel) {
        return whitelabel.document().put("id", "whitelabel");
    }

    static Answer answer(Whitelabel whitelabel) {
        return Answer.ok(document(whitelabel)).withRevision(Long.toString(whitelabel.revision()));
    }

    static Answer content(WhitelabelImage image) {
        return Answer.content(image.mediaType(), new ByteArrayInputStream(image.content()));
    }

    static Answer page(String html) {
        return Answer.content(HTML, new ByteArrayInputStream(html.getBytes(StandardCharsets.UTF_8)));
    }

    static Kind kind(String name) {
        return switch (name) {
            case "logo" -> Kind.LOGO;
            case "icon" -> Kind.ICON;
            default -> throw new NotFoundException(name.length() > 64 ? name.substring(0, 64) : name);
        };
    }

    /** Returns the file of a body; one byte more than is allowed of a larger one, so that the service refuses it. */
    static byte[] file(RestRequest request) {
        boolean isJson =
                request.contentType().isEmpty() || request.contentType().contains("json");
        if (isJson) {
            return new byte[0];
        }
        try (InputStream body = request.body()) {
            if (!BASE64.contains(request.contentType())) {
                return body.readNBytes(WhitelabelImage.BYTES_MAX + 1);
            }
            byte[] bytes = body.readNBytes(BODY_BYTES_MAX + 1);
            return bytes.length > BODY_BYTES_MAX ? bytes : decoded(new String(bytes, StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            throw new InvalidException("file", "required", "the body ends too early");
        }
    }

    private static byte[] decoded(String text) {
        int begin = text.startsWith("data:") ? text.indexOf(',') + 1 : 0;
        try {
            return Base64.getMimeDecoder().decode(text.substring(begin).strip());
        } catch (IllegalArgumentException e) {
            throw new InvalidException("file", "wrong_format", "The body must be base64");
        }
    }
}
