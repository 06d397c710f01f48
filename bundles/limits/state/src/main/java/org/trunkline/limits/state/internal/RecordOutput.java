package org.trunkline.limits.state.internal;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.OptionalLong;
import org.trunkline.limits.CallKey;

/** Writes the parts of a record that {@link RecordInput} reads. */
final class RecordOutput extends DataOutputStream {
    RecordOutput(ByteArrayOutputStream bytes) {
        super(bytes);
    }

    void key(CallKey key) throws IOException {
        writeUTF(key.switchId());
        writeUTF(key.callId());
        writeUTF(key.leg());
    }

    void instant(Instant instant) throws IOException {
        writeLong(instant.getEpochSecond());
        writeInt(instant.getNano());
    }

    void number(OptionalLong value) throws IOException {
        writeBoolean(value.isPresent());
        writeLong(value.orElse(0));
    }

    void text(Optional<String> value) throws IOException {
        writeUTF(value.orElse(""));
    }

    <T> void list(Collection<T> parts, Part<T> part) throws IOException {
        writeShort(parts.size());
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
