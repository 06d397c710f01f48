package org.trunkline.limits.state.internal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.UserId;
import org.trunkline.limits.spi.StoredDetail;
import org.trunkline.rating.Direction;

/** The detail record of a refused attempt as bytes. */
final class DetailForm {
    /** Since this version a record tells whose call it was. */
    private static final byte VERSION = 3;
    /** Since this version records have the form of {@link RecordOutput}. */
    private static final byte COMPACT = 2;

    private static final byte VERSION_FIRST = 1;

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
        out.text(detail.owner().map(UserId::value));
        out.writeLong(detail.billedSeconds());
        out.write(detail.document().getBytes(StandardCharsets.UTF_8));
        return out.toByteArray();
    }

    static StoredDetail read(byte[] record) throws IOException {
        RecordInput in = new RecordInput(record);
        byte version = in.readByte();
        if (version < VERSION_FIRST || version > VERSION) {
            throw new IOException("a refused call of version " + version + ", which this release does not read");
        }
        in.version(version, version >= COMPACT);
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
                in.has(VERSION) ? in.text().map(UserId::new) : Optional.empty(),
                in.readLong(),
                new String(in.readAllBytes(), StandardCharsets.UTF_8));
    }
}
