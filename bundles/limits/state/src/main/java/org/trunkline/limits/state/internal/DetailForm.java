package org.trunkline.limits.state.internal;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.trunkline.kernel.AccountId;
import org.trunkline.limits.spi.StoredDetail;
import org.trunkline.rating.Direction;

/** The detail record of a refused attempt as bytes. */
final class DetailForm {
    private static final byte VERSION = 1;

    private DetailForm() {}

    static byte[] bytes(StoredDetail detail) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
        try (RecordOutput out = new RecordOutput(bytes)) {
            out.writeByte(VERSION);
            out.writeUTF(detail.id());
            out.writeUTF(detail.account().value());
            out.instant(detail.recordedAt());
            out.instant(detail.startedAt());
            out.writeUTF(detail.interactionId());
            out.writeUTF(detail.direction().name());
            out.writeUTF(detail.classification());
            out.writeUTF(detail.reason());
            out.text(detail.rateName());
            out.writeLong(detail.billedSeconds());
            out.write(detail.document().getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    static StoredDetail read(byte[] record) throws IOException {
        try (RecordInput in = new RecordInput(record)) {
            byte version = in.readByte();
            if (version != VERSION) {
                throw new IOException("a refused call of version " + version + ", which this release does not read");
            }
            return new StoredDetail(
                    in.readUTF(),
                    new AccountId(in.readUTF()),
                    in.instant(),
                    in.instant(),
                    in.readUTF(),
                    Direction.valueOf(in.readUTF()),
                    in.readUTF(),
                    in.readUTF(),
                    in.text(),
                    in.readLong(),
                    new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
    }
}
