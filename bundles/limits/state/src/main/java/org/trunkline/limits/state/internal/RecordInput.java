package org.trunkline.limits.state.internal;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.trunkline.limits.CallKey;

/** Reads the parts of a record, in the form of the release that wrote it. */
final class RecordInput {
    private final DataInputStream in;
    private final List<String> texts = new ArrayList<>();
    private final List<byte[]> pieces = new ArrayList<>(0);
    private int version;
    private boolean isCompact;

    RecordInput(byte[] bytes) {
        in = new DataInputStream(new ByteArrayInputStream(bytes));
    }

    /** @param compact whether {@link RecordOutput} wrote what follows; else {@link java.io.DataOutputStream} did */
    void version(int written, boolean compact) {
        version = written;
        isCompact = compact;
    }

    /** Returns whether the record has what this version has brought. */
    boolean has(int since) {
        return version >= since;
    }

    byte readByte() throws IOException {
        return in.readByte();
    }

    byte[] readAllBytes() throws IOException {
        return in.readAllBytes();
    }

    boolean readBoolean() throws IOException {
        return in.readBoolean();
    }

    int readInt() throws IOException {
        return isCompact ? Math.toIntExact(readLong()) : in.readInt();
    }

    long readLong() throws IOException {
        if (!isCompact) {
            return in.readLong();
        }
        long value = varint();
        return value >>> 1 ^ -(value & 1);
    }

    private long varint() throws IOException {
        long value = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            byte next = in.readByte();
            value |= (long) (next & 0x7f) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw new IOException("a number that does not end");
    }

    String readUTF() throws IOException {
        if (!isCompact) {
            return in.readUTF();
        }
        long head = varint();
        if (head >= RecordOutput.SEEN) {
            return texts.get(Math.toIntExact(head - RecordOutput.SEEN));
        }
        String text = head == RecordOutput.ID
                ? HexFormat.of().formatHex(bytes(RecordOutput.ID_DIGITS / 2))
                : new String(bytes(Math.toIntExact(varint())), StandardCharsets.UTF_8);
        if (texts.size() < RecordOutput.TEXTS_MAX) {
            texts.add(text);
        }
        return text;
    }

    private byte[] bytes(int length) throws IOException {
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException("a text that does not end");
        }
        return bytes;
    }

    /** Returns bytes that belong together. */
    byte[] piece() throws IOException {
        int before = Math.toIntExact(varint());
        if (before > 0) {
            return pieces.get(before - 1);
        }
        byte[] piece = bytes(Math.toIntExact(varint()));
        if (pieces.size() < RecordOutput.PIECES_MAX) {
            pieces.add(piece);
        }
        return piece;
    }

    CallKey key() throws IOException {
        return new CallKey(readUTF(), readUTF(), readUTF());
    }

    Instant instant() throws IOException {
        return Instant.ofEpochSecond(readLong(), readInt());
    }

    OptionalLong number() throws IOException {
        boolean present = readBoolean();
        long value = present || !isCompact ? readLong() : 0;
        return present ? OptionalLong.of(value) : OptionalLong.empty();
    }

    /** Returns a text that is never empty where it is there. */
    Optional<String> text() throws IOException {
        return Optional.of(readUTF()).filter(text -> !text.isEmpty());
    }

    <T> List<T> list(Part<T> part) throws IOException {
        return list(isCompact ? readInt() : in.readShort(), part);
    }

    <T> List<T> list(int size, Part<T> part) throws IOException {
        List<T> parts = new ArrayList<>(size);
        for (int left = size; left > 0; left--) {
            parts.add(part.read(this));
        }
        return parts;
    }

    <T> Optional<T> optional(Part<T> part) throws IOException {
        return readBoolean() ? Optional.of(part.read(this)) : Optional.empty();
    }

    /** Reads one part of something larger. */
    @FunctionalInterface
    interface Part<T> {
        T read(RecordInput in) throws IOException;
    }
}
