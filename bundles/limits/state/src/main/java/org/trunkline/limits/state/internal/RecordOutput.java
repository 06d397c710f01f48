package org.trunkline.limits.state.internal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Optional;
import java.util.OptionalLong;
import org.trunkline.limits.CallKey;

/**
 * Writes the parts of a record that {@link RecordInput} reads, in as few bytes as come easily: what every call writes, the
 * disk must take. Numbers are as long as their value; a text that was in the record before is its number there; ids are
 * bytes.
 */
final class RecordOutput {
    /** So many texts are looked for again, at most; both sides count alike. */
    static final int TEXTS_MAX = 96;

    /** Begins a text that follows as UTF-8. */
    static final int TEXT = 0;
    /** Begins a text of 32 hexadecimal digits, which follow as bytes. */
    static final int ID = 1;
    /** More than this begins a text that was written before. */
    static final int SEEN = 2;

    static final int ID_DIGITS = 32;

    /** So many pieces are looked for again, at most; both sides count alike. */
    static final int PIECES_MAX = 8;

    private static final int PLACES = 2 * 128;
    private static final int VARINT_BITS = 7;
    private static final int VARINT_MORE = 1 << VARINT_BITS;
    private static final int VARINT_BYTES_MAX = 10;

    /** What each character is as a hexadecimal digit; below 0 for none. */
    private static final byte[] NIBBLES = new byte['f' + 1];

    static {
        Arrays.fill(NIBBLES, (byte) -1);
        for (int i = 0; i < 16; i++) {
            NIBBLES[Character.forDigit(i, 16)] = (byte) i;
        }
    }

    private byte[] bytes = new byte[1024];
    private int size;
    private int keyEnd;
    private final String[] texts = new String[TEXTS_MAX];
    private int textCount;
    private final byte[][] pieces = new byte[PIECES_MAX][];
    private int pieceCount;
    /** Numbers of texts plus one, each at the first free place from its hash on. */
    private final byte[] places = new byte[PLACES];

    /** Writes bytes that belong together, or which of those before they are. */
    void piece(byte[] piece) {
        for (int i = 0; i < pieceCount; i++) {
            if (Arrays.equals(pieces[i], piece)) {
                varint(i + 1L);
                return;
            }
        }
        if (pieceCount < PIECES_MAX) {
            pieces[pieceCount++] = piece;
        }
        varint(0);
        varint(piece.length);
        write(piece);
    }

    /** Makes it as new, to be used once more. */
    RecordOutput reset() {
        size = 0;
        Arrays.fill(texts, 0, textCount, null);
        textCount = 0;
        Arrays.fill(pieces, 0, pieceCount, null);
        pieceCount = 0;
        Arrays.fill(places, (byte) 0);
        return this;
    }

    /** Returns how many bytes it keeps. */
    int capacity() {
        return bytes.length;
    }

    byte[] toByteArray() {
        return Arrays.copyOf(bytes, size);
    }

    void writeByte(int value) {
        room(1);
        bytes[size++] = (byte) value;
    }

    void write(byte[] values) {
        room(values.length);
        System.arraycopy(values, 0, bytes, size, values.length);
        size += values.length;
    }

    void writeBoolean(boolean value) {
        writeByte(value ? 1 : 0);
    }

    void writeInt(int value) {
        writeLong(value);
    }

    void writeLong(long value) {
        varint(value << 1 ^ value >> Long.SIZE - 1);
    }

    private void varint(long value) {
        room(VARINT_BYTES_MAX);
        long rest = value;
        while ((rest & -VARINT_MORE) != 0) {
            bytes[size++] = (byte) (rest | VARINT_MORE);
            rest >>>= VARINT_BITS;
        }
        bytes[size++] = (byte) rest;
    }

    private void room(int more) {
        if (size + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, size + more));
        }
    }

    void writeUTF(String text) {
        int place = text.hashCode() & PLACES - 1;
        while (places[place] != 0) {
            if (texts[places[place] - 1].equals(text)) {
                varint(SEEN + places[place] - 1);
                return;
            }
            place = place + 1 & PLACES - 1;
        }
        if (textCount < TEXTS_MAX) {
            texts[textCount++] = text;
            places[place] = (byte) textCount;
        }
        if (isId(text)) {
            writeId(text);
        } else {
            varint(TEXT);
            writeText(text);
        }
    }

    private static boolean isId(String text) {
        if (text.length() != ID_DIGITS) {
            return false;
        }
        for (int i = 0; i < ID_DIGITS; i++) {
            if (nibble(text.charAt(i)) < 0) {
                return false;
            }
        }
        return true;
    }

    private void writeId(String text) {
        varint(ID);
        room(ID_DIGITS / 2);
        for (int i = 0; i < ID_DIGITS; i += 2) {
            bytes[size++] = (byte) (nibble(text.charAt(i)) << 4 | nibble(text.charAt(i + 1)));
        }
    }

    private static int nibble(char digit) {
        return digit < NIBBLES.length ? NIBBLES[digit] : -1;
    }

    private void writeText(String text) {
        byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
        varint(encoded.length);
        write(encoded);
    }

    void key(CallKey key) {
        writeUTF(key.switchId());
        writeUTF(key.callId());
        writeUTF(key.leg());
        keyEnd = size;
    }

    /** Returns how many bytes there were after the last key. */
    int keyEnd() {
        return keyEnd;
    }

    void instant(Instant instant) {
        writeLong(instant.getEpochSecond());
        writeInt(instant.getNano());
    }

    void number(OptionalLong value) {
        writeBoolean(value.isPresent());
        if (value.isPresent()) {
            writeLong(value.getAsLong());
        }
    }

    void text(Optional<String> value) {
        writeUTF(value.orElse(""));
    }

    <T> void list(Collection<T> parts, Part<T> part) throws IOException {
        writeInt(parts.size());
        for (T each : parts) {
            part.write(this, each);
        }
    }

    <T> void optional(Optional<T> value, Part<T> part) throws IOException {
        writeBoolean(value.isPresent());
        if (value.isPresent()) {
            part.write(this, value.get());
        }
    }

    /** Writes one part of something larger. */
    @FunctionalInterface
    interface Part<T> {
        void write(RecordOutput out, T part) throws IOException;
    }
}
