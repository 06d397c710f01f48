package org.trunkline.rating;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;

/**
 * What a rate is called, in one piece: records of calls carry it, and to read it from one place in memory takes a fraction of
 * what reading four texts takes.
 */
public record RateTexts(String id, String name, String description, String prefix) implements Rate.Label {
    public RateTexts {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(description, "description");
        Objects.requireNonNull(prefix, "prefix");
    }

    /** Returns the texts as bytes, each with its length before it. */
    public static byte[] of(String id, String name, String description, String prefix) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeUTF(id);
            out.writeUTF(name);
            out.writeUTF(description);
            out.writeUTF(prefix);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** @throws IllegalArgumentException if these are not the bytes of {@link #of} */
    public static RateTexts read(byte[] bytes) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            return new RateTexts(in.readUTF(), in.readUTF(), in.readUTF(), in.readUTF());
        } catch (IOException e) {
            throw new IllegalArgumentException("no texts of a rate", e);
        }
    }
}
