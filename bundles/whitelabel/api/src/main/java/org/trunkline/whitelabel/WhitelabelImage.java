package org.trunkline.whitelabel;

import java.util.Arrays;
import java.util.Objects;

/**
 * An image of an account.
 *
 * @param mediaType what it is by its first bytes, whatever it was called
 */
public record WhitelabelImage(String mediaType, byte[] content) {
    /** Larger ones are refused. */
    public static final int BYTES_MAX = 1_000_000;

    /** What an image is for. */
    public enum Kind {
        LOGO,
        ICON
    }

    public WhitelabelImage {
        Objects.requireNonNull(mediaType, "mediaType");
        content = content.clone();
    }

    /** Returns a copy. */
    @Override
    public byte[] content() {
        return content.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof WhitelabelImage image
                && image.mediaType.equals(mediaType)
                && Arrays.equals(image.content, content);
    }

    @Override
    public int hashCode() {
        return 31 * mediaType.hashCode() + Arrays.hashCode(content);
    }

    @Override
    public String toString() {
        return mediaType + " of " + content.length + " bytes";
    }
}
