package org.trunkline.whitelabel.internal;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.owasp.html.PolicyFactory;
import org.owasp.html.Sanitizers;
import org.trunkline.kernel.FieldError;
import org.trunkline.kernel.InvalidException;

/**
 * HTML that a reseller writes and the users of its clients see: as in the announcement of an account, formatting, lists,
 * tables, links and pictures stay, nothing that runs or loads from elsewhere by itself but pictures.
 */
final class WelcomePage {
    static final int LENGTH_MAX = 262_144;

    private static final String FILE = "file";
    private static final int BYTES_PER_UNIT_MAX = 3;

    private static final PolicyFactory ALLOWED = Sanitizers.FORMATTING
            .and(Sanitizers.BLOCKS)
            .and(Sanitizers.LINKS)
            .and(Sanitizers.IMAGES)
            .and(Sanitizers.TABLES)
            .and(Sanitizers.STYLES);

    private WelcomePage() {}

    /**
     * Returns what of a page is kept.
     *
     * @throws InvalidException if it is none, too long or not in UTF-8
     */
    static String read(byte[] page) {
        if (page.length == 0) {
            throw new InvalidException(FILE, "required", "please provide an html file");
        }
        String html = page.length > LENGTH_MAX * BYTES_PER_UNIT_MAX ? null : decoded(page);
        if (html == null || html.length() > LENGTH_MAX) {
            String message = "The file must have at most " + LENGTH_MAX + " characters";
            throw new InvalidException(List.of(new FieldError(FILE, "maxLength", message, LENGTH_MAX, null, null)));
        }
        return ALLOWED.sanitize(html);
    }

    private static String decoded(byte[] page) {
        try {
            String html = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(page))
                    .toString();
            if (html.indexOf('\0') < 0) {
                return html;
            }
        } catch (CharacterCodingException e) {
            // answered below, as a NUL is: neither is text
        }
        throw new InvalidException(FILE, "wrong_format", "The file must be HTML in UTF-8");
    }
}
