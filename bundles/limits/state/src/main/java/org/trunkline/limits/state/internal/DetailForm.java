package org.trunkline.limits.state.internal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.trunkline.kernel.AccountId;
import org.trunkline.limits.spi.StoredDetail;
import org.trunkline.rating.Direction;

/** The detail record of a refused attempt as bytes. */
final class DetailForm {
    private static final byte VERSION = 2;
    /** Before records had the form of {@link RecordOutput}. */
    private static final byte VERSION_BEFORE = 1;

    private DetailForm() {}

    static byte[] bytes(StoredDetail detail) {
        RecordOutput out = new RecordOutput();
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
        return out.toByteArray();
    }

    static StoredDetail read(byte[] record) throws IOException {
        RecordInput in = new RecordInput(record);
        byte version = in.readByte();
        if (version != VERSION && version != VERSION_BEFORE) {
            throw new IOException("a refused call of version " + version + ", which this release does not read");
        }
        in.version(version, version == VERSION);
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
