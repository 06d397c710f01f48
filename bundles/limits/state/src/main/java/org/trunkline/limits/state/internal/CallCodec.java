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

/** The records of the journal as bytes. A new form gets a new version byte; old ones stay readable. */
final class CallCodec {
    private static final byte VERSION = 8;
    private static final byte VERSION_FIRST_READ = 2;
    /** Beside the version: the record is in the form of {@link RecordOutput}. Records of earlier releases are not. */
    private static final int COMPACT = 0x80;

    private static final byte LIVE = 1;
    private static final byte ENDED = 2;
    private static final byte POSTED = 3;
    private static final byte DROPPED = 4;
    private static final byte CLOCK = 5;
    /** Since version 6. */
    private static final byte EMERGENCY = 6;

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
        RecordOutput out = SpareOutputs.take();
        write(out, LIVE, body -> CallForm.write(body, call));
        int headLength = out.keyEnd();
        return new StoredCall(taken(out), headLength, call);
    }

    /** Returns what the record of a live call with this key begins with. */
    static byte[] head(CallKey key) {
        return bytes(LIVE, out -> out.key(key));
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

    static byte[] ended(EndedCall ended) {
        return bytes(ENDED, out -> EndForm.write(out, ended));
    }

    static byte[] dropped(CallKey key) {
        return bytes(DROPPED, out -> out.key(key));
    }

    static byte[] posted(String postingKey) {
        return bytes(POSTED, out -> out.writeUTF(postingKey));
    }

    static byte[] clock(Duration ahead) {
        return bytes(CLOCK, out -> out.writeLong(ahead.toMillis()));
    }

    static byte[] emergency(AccountId account, Instant startedAt) {
        return bytes(EMERGENCY, out -> {
            out.writeUTF(account.value());
            out.instant(startedAt);
        });
    }

    /** Reads what {@link #ended(EndedCall)} has written, in this or an earlier release. */
    static EndedCall ended(byte[] record) {
        return read(record, ENDED, EndForm::read);
    }

    private static <T> T read(byte[] record, byte kind, RecordInput.Part<T> body) {
        RecordInput in = new RecordInput(record);
        try {
            if (kind(in) != kind) {
                throw new IllegalArgumentException("another kind of record than " + kind);
            }
            return body.read(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void read(ByteBuffer record, Reader reader) {
        byte[] bytes = new byte[record.remaining()];
        record.duplicate().get(bytes);
        RecordInput in = new RecordInput(bytes);
        try {
            byte kind = kind(in);
            switch (kind) {
                case LIVE -> reader.live(CallForm.read(in));
                case ENDED -> reader.ended(EndForm.read(in));
                case POSTED -> reader.posted(in.readUTF());
                case DROPPED -> reader.dropped(in.key());
                case CLOCK -> reader.clock(Duration.ofMillis(in.readLong()));
                case EMERGENCY -> reader.emergency(new AccountId(in.readUTF()), in.instant());
                default -> throw new IOException("a record of kind " + kind);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte kind(RecordInput in) throws IOException {
        byte first = in.readByte();
        int version = first & COMPACT - 1;
        if (version < VERSION_FIRST_READ || version > VERSION) {
            throw new IOException("a record of version " + version + ", which this release does not read");
        }
        in.version(version, (first & COMPACT) != 0);
        return in.readByte();
    }

    /** Writes to a stream in memory, which never fails. */
    private interface Body {
        void write(RecordOutput out) throws IOException;
    }

    private static byte[] bytes(byte kind, Body body) {
        RecordOutput out = SpareOutputs.take();
        write(out, kind, body);
        return taken(out);
    }

    private static void write(RecordOutput out, byte kind, Body body) {
        try {
            out.writeByte(COMPACT | VERSION);
            out.writeByte(kind);
            body.write(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] taken(RecordOutput out) {
        byte[] record = out.toByteArray();
        SpareOutputs.give(out);
        return record;
    }
}
