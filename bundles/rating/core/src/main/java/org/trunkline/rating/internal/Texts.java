package org.trunkline.rating.internal;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Texts that many rates share, each kept once, as bytes of UTF-8 behind their length in two bytes, so that length and text
 * lie together. A text is named by its place; that of the empty text is 0.
 */
final class Texts {
    private static final int LENGTH_BYTES = 2;
    private static final int LENGTH_MAX = 0xffff;

    private final byte[] bytes;

    Texts(byte[] bytes) {
        this.bytes = bytes;
    }

    String get(int place) {
        int length = (bytes[place] & 0xff) << 8 | bytes[place + 1] & 0xff;
        return new String(bytes, place + LENGTH_BYTES, length, StandardCharsets.UTF_8);
    }

    byte[] bytes() {
        return bytes;
    }

    /** Collects texts. */
    static final class Builder {
        private final Map<String, Integer> places = new HashMap<>();
        private byte[] bytes = new byte[16 * 1024];
        private int length;

        Builder() {
            add("");
        }

        /** @param text at most {@value #LENGTH_MAX} bytes, which its field's bound ensures */
        int add(String text) {
            Integer known = places.get(text);
            if (known != null) {
                return known;
            }
            byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
            if (encoded.length > LENGTH_MAX) {
                throw new IllegalArgumentException("text of " + encoded.length + " bytes");
            }
            int place = length;
            int end = Math.addExact(place, LENGTH_BYTES + encoded.length);
            if (end > bytes.length) {
                bytes = Arrays.copyOf(bytes, Math.max((int) Math.min(bytes.length * 2L, Integer.MAX_VALUE - 8), end));
            }
            bytes[place] = (byte) (encoded.length >>> 8);
            bytes[place + 1] = (byte) encoded.length;
            System.arraycopy(encoded, 0, bytes, place + LENGTH_BYTES, encoded.length);
            length = end;
            places.put(text, place);
            return place;
        }

        Texts build() {
            return new Texts(Arrays.copyOf(bytes, length));
        }
    }
}
