package org.trunkline.limits.state.internal;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.trunkline.limits.CallKey;

/** Reads the parts of a record, in the form of the release that wrote it. */
final class RecordInput extends DataInputStream {
    private int version;

    RecordInput(byte[] bytes) {
        super(new ByteArrayInputStream(bytes));
    }

    void version(int written) {
        version = written;
    }

    /** Returns whether the record has what this version has brought. */
    boolean has(int since) {
        return version >= since;
    }

    CallKey key() throws IOException {
        return new CallKey(readUTF(), readUTF(), readUTF());
    }

    Instant instant() throws IOException {
        return Instant.ofEpochSecond(readLong(), readInt());
    }

    OptionalLong number() throws IOException {
        boolean present = readBoolean();
        long value = readLong();
        return present ? OptionalLong.of(value) : OptionalLong.empty();
    }

    /** Returns a text that is never empty where it is there. */
    Optional<String> text() throws IOException {
        return Optional.of(readUTF()).filter(text -> !text.isEmpty());
    }

    <T> List<T> list(Part<T> part) throws IOException {
        return list(readShort(), part);
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
