package org.trunkline.limits.state.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.trunkline.kernel.AccountId;
import org.trunkline.limits.CallKey;
import org.trunkline.limits.state.CallEntry;
import org.trunkline.limits.state.EndedCall;

/**
 * The records of the journal as bytes. A new form gets a new version byte; old ones stay readable: those up to version 8 by
 * {@link EarlierCodec}.
 */
final class CallCodec {
    /** Beside the version: no record of the first releases. */
    static final int COMPACT = 0x80;

    private static final byte VERSION = (byte) (COMPACT | 9);

    static final byte LIVE = 1;
    static final byte ENDED = 2;
    static final byte POSTED = 3;
    static final byte DROPPED = 4;
    static final byte CLOCK = 5;
    static final byte EMERGENCY = 6;

    /** Told what a record says. */
    interface Reader {
        void live(CallEntry call);

        void ended(EndedCall ended);

        void dropped(CallKey key);

        void posted(String postingKey);

        /** @param ahead how far the steady clock is ahead of the one on the wall */
        void clock(Duration ahead);

        /** @param startedAt when the account's latest emergency call began, of which there may be no record any more */
        void emergency(AccountId account, Instant startedAt);
    }

    private CallCodec() {}

    static StoredCall stored(CallEntry call) {
        RecordOutput out = begun(LIVE);
        CallForm.write(out, call);
        int headLength = out.keyEnd();
        return new StoredCall(taken(out), headLength, call);
    }

    /** Returns whether the call has this key: its record begins like that of any live call with it. */
    static boolean isOf(StoredCall call, CallKey key) {
        RecordOutput out = begun(LIVE);
        out.key(key);
        boolean isOf = call.hasHead(out);
        SpareOutputs.give(out);
        return isOf;
    }

    static byte[] dropped(CallKey key) {
        RecordOutput out = begun(DROPPED);
        out.key(key);
        return taken(out);
    }

    static byte[] ended(EndedCall ended) {
        RecordOutput out = begun(ENDED);
        EndForm.write(out, ended);
        return taken(out);
    }

    static byte[] posted(String postingKey) {
        RecordOutput out = begun(POSTED);
        out.text(postingKey);
        return taken(out);
    }

    static byte[] clock(Duration ahead) {
        RecordOutput out = begun(CLOCK);
        out.number(ahead.toMillis());
        return taken(out);
    }

    static byte[] emergency(AccountId account, Instant startedAt) {
        RecordOutput out = begun(EMERGENCY);
        out.account(account);
        out.instant(startedAt);
        return taken(out);
    }

    private static RecordOutput begun(byte kind) {
        RecordOutput out = SpareOutputs.take();
        out.writeByte(VERSION);
        out.writeByte(kind);
        return out;
    }

    private static byte[] taken(RecordOutput out) {
        byte[] record = out.toByteArray();
        SpareOutputs.give(out);
        return record;
    }

    /** Reads what {@link #stored} has written. */
    static CallEntry live(byte[] record) {
        return read(record, LIVE, CallForm::read);
    }

    /** Reads of a live call only this. */
    static CallKey key(byte[] record) {
        return read(record, LIVE, RecordInput::key);
    }

    /** Reads of a live call only this. */
    static Optional<AccountId> account(byte[] record) {
        return read(record, LIVE, CallForm::account);
    }

    /** Reads what {@link #ended(EndedCall)} has written, in this or an earlier release. */
    static EndedCall ended(byte[] record) {
        return isEarlier(record) ? EarlierCodec.ended(record) : read(record, ENDED, EndForm::read);
    }

    /** Reads what is wanted of a record of this kind. */
    private interface Part<T> {
        T read(RecordInput in) throws IOException;
    }

    private static <T> T read(byte[] record, byte kind, Part<T> part) {
        RecordInput in = new RecordInput(record);
        try {
            if (kind(in) != kind) {
                throw new IllegalArgumentException("another kind of record than " + kind);
            }
            return part.read(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads a record of this or an earlier release. */
    static void read(ByteBuffer record, Reader reader) {
        byte[] bytes = new byte[record.remaining()];
        record.duplicate().get(bytes);
        if (isEarlier(bytes)) {
            EarlierCodec.read(bytes, reader);
            return;
        }
        RecordInput in = new RecordInput(bytes);
        try {
            int kind = kind(in);
            switch (kind) {
                case LIVE -> reader.live(CallForm.read(in));
                case ENDED -> reader.ended(EndForm.read(in));
                case POSTED -> reader.posted(in.text());
                case DROPPED -> reader.dropped(in.key());
                case CLOCK -> reader.clock(Duration.ofMillis(in.number()));
                case EMERGENCY -> reader.emergency(in.account(), in.instant());
                default -> throw new IOException("a record of kind " + kind);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns whether an earlier release wrote it; false where a later one did, too. */
    private static boolean isEarlier(byte[] record) {
        return record.length > 0 && (record[0] & COMPACT - 1) < (VERSION & COMPACT - 1);
    }

    private static int kind(RecordInput in) throws IOException {
        int version = in.readByte();
        if (version != (VERSION & 0xff)) {
            throw new IOException(
                    "a record of version " + (version & COMPACT - 1) + ", which this release does not read");
        }
        return in.readByte();
    }
}
