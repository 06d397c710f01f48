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
    /** Of a text that nobody has looked for; no place is below 0. */
    static final long UNLOCATED = -1;

    private static final int LENGTH_BYTES = 2;
    private static final int LENGTH_MAX = 0xffff;

    private final byte[] bytes;
    private final boolean isPlain;

    Texts(byte[] bytes) {
        this.bytes = bytes;
        isPlain = areAllPlain();
    }

    String get(int place) {
        return new String(bytes, place + LENGTH_BYTES, length(place), StandardCharsets.UTF_8);
    }

    /** Returns how many bytes the text has. */
    int length(int place) {
        return (bytes[place] & 0xff) << 8 | bytes[place + 1] & 0xff;
    }

    /** Returns whether {@link java.io.DataOutput#writeUTF} would write all texts as they are here. */
    boolean isPlain() {
        return isPlain;
    }

    /** Copies the bytes of the text. */
    void copy(int place, byte[] into, int at) {
        System.arraycopy(bytes, place + LENGTH_BYTES, into, at, length(place));
    }

    /** Returns place and length of a text in one. */
    long located(int place) {
        return (long) place << Integer.SIZE | length(place);
    }

    static int place(long located) {
        return (int) (located >>> Integer.SIZE);
    }

    static int bytes(long located) {
        return (int) located;
    }

    /** Returns whether two texts that were {@link #located} are the same. */
    boolean isSame(long one, Texts other, long another) {
        int from = place(one) + LENGTH_BYTES;
        int otherFrom = place(another) + LENGTH_BYTES;
        int length = bytes(one);
        return length == bytes(another)
                && Arrays.equals(bytes, from, from + length, other.bytes, otherFrom, otherFrom + length);
    }

    private boolean areAllPlain() {
        int place = 0;
        while (place + LENGTH_BYTES <= bytes.length) {
            int end = Math.min(bytes.length, place + LENGTH_BYTES + length(place));
            for (int i = place + LENGTH_BYTES; i < end; i++) {
                // NUL, and what begins a character that takes two in Java
                if (bytes[i] == 0 || (bytes[i] & 0xf8) == 0xf0) {
                    return false;
                }
            }
            place = end;
        }
        return true;
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
