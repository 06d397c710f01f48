package org.trunkline.rating.internal;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** Texts that many rates share, each kept once, as bytes. Number 0 is the empty text. */
final class Texts {
    private final int[] starts;
    private final byte[] bytes;

    /** @param starts where each text begins, and the end of the last one */
    Texts(int[] starts, byte[] bytes) {
        this.starts = starts;
        this.bytes = bytes;
    }

    String get(int number) {
        return new String(bytes, starts[number], starts[number + 1] - starts[number], StandardCharsets.UTF_8);
    }

    int size() {
        return starts.length - 1;
    }

    int[] starts() {
        return starts;
    }

    byte[] bytes() {
        return bytes;
    }

    /** Collects texts. */
    static final class Builder {
        private final Map<String, Integer> numbers = new HashMap<>();
        private int[] starts = new int[1024];
        private byte[] bytes = new byte[16 * 1024];
        private int count;
        private int length;

        Builder() {
            add("");
        }

        int add(String text) {
            Integer known = numbers.get(text);
            if (known != null) {
                return known;
            }
            byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
            if (count + 2 > starts.length) {
                starts = Arrays.copyOf(starts, starts.length * 2);
            }
            if (length + encoded.length > bytes.length) {
                bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + encoded.length));
            }
            System.arraycopy(encoded, 0, bytes, length, encoded.length);
            length += encoded.length;
            starts[count + 1] = length;
            numbers.put(text, count);
            return count++;
        }

        Texts build() {
            return new Texts(Arrays.copyOf(starts, count + 1), Arrays.copyOf(bytes, length));
        }
    }
}
