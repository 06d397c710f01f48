package org.trunkline.whitelabel.internal;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Tells images by how they begin. What a client calls them counts for nothing, and what could run in a browser is none. */
final class ImageTypes {
    private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
    private static final byte[] JPEG = {(byte) 0xff, (byte) 0xd8, (byte) 0xff};
    private static final byte[] ICON = {0, 0, 1, 0};

    private ImageTypes() {}

    static Optional<String> of(byte[] content) {
        if (begins(content, 0, PNG)) {
            return Optional.of("image/png");
        }
        if (begins(content, 0, JPEG)) {
            return Optional.of("image/jpeg");
        }
        if (begins(content, 0, ascii("GIF87a")) || begins(content, 0, ascii("GIF89a"))) {
            return Optional.of("image/gif");
        }
        if (begins(content, 0, ascii("RIFF")) && begins(content, 8, ascii("WEBP"))) {
            return Optional.of("image/webp");
        }
        return begins(content, 0, ICON) ? Optional.of("image/x-icon") : Optional.empty();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static boolean begins(byte[] content, int at, byte[] with) {
        if (content.length < at + with.length) {
            return false;
        }
        for (int i = 0; i < with.length; i++) {
            if (content[at + i] != with[i]) {
                return false;
            }
        }
        return true;
    }
}
