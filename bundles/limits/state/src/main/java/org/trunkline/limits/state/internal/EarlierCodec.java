package org.trunkline.limits.state.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import org.trunkline.kernel.AccountId;
import org.trunkline.limits.state.EndedCall;

/** The records of earlier releases, which are only read. */
final class EarlierCodec {
    private static final int VERSION_FIRST = 2;

    private EarlierCodec() {}

    static EndedCall ended(byte[] record) {
        EarlierInput in = new EarlierInput(record);
        try {
            if (kind(in) != CallCodec.ENDED) {
                throw new IllegalArgumentException("another kind of record than " + CallCodec.ENDED);
            }
            return EarlierForm.ended(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void read(byte[] record, CallCodec.Reader reader) {
        EarlierInput in = new EarlierInput(record);
        try {
            byte kind = kind(in);
            switch (kind) {
                case CallCodec.LIVE -> reader.live(EarlierForm.call(in));
                case CallCodec.ENDED -> reader.ended(EarlierForm.ended(in));
                case CallCodec.POSTED -> reader.posted(in.readUTF());
                case CallCodec.DROPPED -> reader.dropped(in.key());
                case CallCodec.CLOCK -> reader.clock(Duration.ofMillis(in.readLong()));
                case CallCodec.EMERGENCY -> reader.emergency(new AccountId(in.readUTF()), in.instant());
                default -> throw new IOException("a record of kind " + kind);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte kind(EarlierInput in) throws IOException {
        byte first = in.readByte();
        int version = first & CallCodec.COMPACT - 1;
        if (version < VERSION_FIRST) {
            throw new IOException("a record of version " + version + ", which this release does not read");
        }
        in.version(version, (first & CallCodec.COMPACT) != 0);
        return in.readByte();
    }
}
