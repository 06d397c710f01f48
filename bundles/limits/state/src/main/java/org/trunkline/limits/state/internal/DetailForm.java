package org.trunkline.limits.state.internal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.UserId;
import org.trunkline.limits.spi.StoredDetail;
import org.trunkline.rating.Direction;

/** The detail record of a refused attempt as bytes. */
final class DetailForm {
    private static final byte VERSION = 4;

    /** The first in the form of {@link RecordOutput} as it is now. */
    private static final byte LATEST_FORM = 4;

    /** Since this version a record tells whose call it was. */
    private static final byte OWNER = 3;
    /** Since this version records have the later form of {@link EarlierInput}. */
    private static final byte COMPACT = 2;

    private static final byte VERSION_FIRST = 1;

    private static final byte INBOUND = 0;
    private static final byte OUTBOUND = 1;

    private DetailForm() {}

    static byte[] bytes(StoredDetail detail) {
        RecordOutput out = new RecordOutput();
        out.writeByte(VERSION);
        out.text(detail.id());
        out.account(detail.account());
        out.instant(detail.recordedAt());
        out.instant(detail.startedAt(), detail.recordedAt());
        out.text(detail.interactionId());
        out.writeByte(detail.direction() == Direction.OUTBOUND ? OUTBOUND : INBOUND);
        out.word(detail.classification());
        out.text(detail.reason());
        out.text(detail.rateName().orElse(""));
        out.text(detail.owner().map(UserId::value).orElse(""));
        out.number(detail.billedSeconds());
        out.write(detail.document().getBytes(StandardCharsets.UTF_8));
        return out.toByteArray();
    }

    static StoredDetail read(byte[] record) throws IOException {
        int version = record.length == 0 ? 0 : record[0];
        if (version < VERSION_FIRST || version > VERSION) {
            throw new IOException("a refused call of version " + version + ", which this release does not read");
        }
        return version < LATEST_FORM ? readEarlier(record) : readLatest(record);
    }

    private static StoredDetail readLatest(byte[] record) throws IOException {
        RecordInput in = new RecordInput(record);
        in.readByte();
        String id = in.text();
        AccountId account = in.account();
        Instant recordedAt = in.instant();
        return new StoredDetail(
                id,
                account,
                recordedAt,
                in.instant(recordedAt),
                in.text(),
                in.readByte() == OUTBOUND ? Direction.OUTBOUND : Direction.INBOUND,
                in.word(),
                in.text(),
                optional(in.text()),
                optional(in.text()).map(UserId::new),
                in.number(),
                new String(in.readAllBytes(), StandardCharsets.UTF_8));
    }

    private static Optional<String> optional(String text) {
        return Optional.of(text).filter(each -> !each.isEmpty());
    }

    private static StoredDetail readEarlier(byte[] record) throws IOException {
        EarlierInput in = new EarlierInput(record);
        byte version = in.readByte();
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
                in.has(OWNER) ? in.text().map(UserId::new) : Optional.empty(),
                in.readLong(),
                new String(in.readAllBytes(), StandardCharsets.UTF_8));
    }
}
