package org.trunkline.limits.state.internal;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.trunkline.kernel.AccountId;
import org.trunkline.limits.Billing;
import org.trunkline.limits.CallKey;
import org.trunkline.limits.Reason;
import org.trunkline.limits.state.CallEntry;
import org.trunkline.limits.state.EndedCall;
import org.trunkline.rating.Direction;
import org.trunkline.rating.Price;
import org.trunkline.rating.Rate;

/** The records of the journal as bytes. A new form gets a new version byte; old ones stay readable. */
final class CallCodec {
    private static final byte VERSION = 2;
    private static final byte LIVE = 1;
    private static final byte ENDED = 2;
    private static final byte POSTED = 3;
    private static final byte DROPPED = 4;

    /** Told what a record says. */
    interface Reader {
        void live(CallEntry call);

        void ended(EndedCall ended);

        void dropped(CallKey key);

        void posted(String postingKey);
    }

    private CallCodec() {}

    static byte[] live(CallEntry call) {
        return bytes(LIVE, out -> write(out, call));
    }

    static byte[] ended(EndedCall ended) {
        return bytes(ENDED, out -> {
            write(out, ended.call());
            out.writeBoolean(ended.authorized());
            out.writeLong(ended.toldSeconds());
            out.writeLong(ended.billedSeconds());
            write(out, ended.endedAt());
            out.writeUTF(ended.hangupCause());
            out.writeShort(ended.flags().size());
            for (String flag : ended.flags()) {
                out.writeUTF(flag);
            }
            for (long cost : ended.costMicros()) {
                out.writeLong(cost);
            }
            out.writeUTF(ended.by().name());
            out.writeInt(ended.ordinal());
            out.writeBoolean(ended.before().isPresent());
            if (ended.before().isPresent()) {
                write(out, ended.before().get());
            }
        });
    }

    private static void write(DataOutputStream out, EndedCall.Before before) throws IOException {
        out.writeLong(before.billedSeconds());
        for (long cost : before.costMicros()) {
            out.writeLong(cost);
        }
        for (Optional<String> entry : before.entryIds()) {
            out.writeUTF(entry.orElse(""));
        }
    }

    private static EndedCall.Before before(DataInputStream in, int levels) throws IOException {
        long billed = in.readLong();
        List<Long> costs = new ArrayList<>();
        for (int left = levels; left > 0; left--) {
            costs.add(in.readLong());
        }
        List<Optional<String>> entries = new ArrayList<>();
        for (int left = levels; left > 0; left--) {
            entries.add(Optional.of(in.readUTF()).filter(id -> !id.isEmpty()));
        }
        return new EndedCall.Before(billed, costs, entries);
    }

    static byte[] dropped(CallKey key) {
        return bytes(DROPPED, out -> write(out, key));
    }

    static byte[] posted(String postingKey) {
        return bytes(POSTED, out -> out.writeUTF(postingKey));
    }

    /** Reads what {@link #ended(EndedCall)} has written. */
    static EndedCall ended(byte[] record) {
        List<EndedCall> read = new ArrayList<>();
        read(ByteBuffer.wrap(record), new Reader() {
            @Override
            public void live(CallEntry call) {
                throw new IllegalArgumentException("no settled call");
            }

            @Override
            public void ended(EndedCall ended) {
                read.add(ended);
            }

            @Override
            public void dropped(CallKey key) {
                throw new IllegalArgumentException("no settled call");
            }

            @Override
            public void posted(String postingKey) {
                throw new IllegalArgumentException("no settled call");
            }
        });
        return read.get(0);
    }

    static void read(ByteBuffer record, Reader reader) {
        byte[] bytes = new byte[record.remaining()];
        record.duplicate().get(bytes);
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            byte version = in.readByte();
            if (version != VERSION) {
                throw new IOException("a record of version " + version + ", which this release does not read");
            }
            byte kind = in.readByte();
            switch (kind) {
                case LIVE -> reader.live(call(in));
                case ENDED -> reader.ended(ended(in));
                case POSTED -> reader.posted(in.readUTF());
                case DROPPED -> reader.dropped(key(in));
                default -> throw new IOException("a record of kind " + kind);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static EndedCall ended(DataInputStream in) throws IOException {
        CallEntry call = call(in);
        boolean authorized = in.readBoolean();
        long told = in.readLong();
        long billed = in.readLong();
        Instant endedAt = instant(in);
        String cause = in.readUTF();
        List<String> flags = new ArrayList<>();
        for (int left = in.readShort(); left > 0; left--) {
            flags.add(in.readUTF());
        }
        List<Long> costs = new ArrayList<>();
        for (int left = call.levels().size(); left > 0; left--) {
            costs.add(in.readLong());
        }
        EndedCall.By by = EndedCall.By.valueOf(in.readUTF());
        int ordinal = in.readInt();
        Optional<EndedCall.Before> before = in.readBoolean() ? Optional.of(before(in, costs.size())) : Optional.empty();
        return new EndedCall(call, authorized, told, billed, endedAt, cause, flags, costs, by, ordinal, before);
    }

    private static void write(DataOutputStream out, CallEntry call) throws IOException {
        write(out, call.key());
        out.writeUTF(call.fingerprint());
        out.writeUTF(call.account().map(AccountId::value).orElse(""));
        out.writeUTF(call.partition().value());
        out.writeUTF(call.direction().name());
        out.writeUTF(call.from());
        out.writeUTF(call.to());
        out.writeUTF(call.number());
        out.writeUTF(call.classification());
        out.writeUTF(call.reason().name());
        out.writeUTF(call.conversation());
        out.writeBoolean(call.offNet());
        out.writeBoolean(call.renews());
        out.writeShort(call.levels().size());
        for (CallEntry.Level level : call.levels()) {
            write(out, level);
        }
        out.writeShort(call.counted().size());
        for (AccountId account : call.counted()) {
            out.writeUTF(account.value());
        }
        write(out, call.firstSeconds());
        write(out, call.expectedSeconds());
        write(out, call.coveredSeconds());
        out.writeLong(call.confirmedSeconds());
        write(out, call.authorizedAt());
        out.writeBoolean(call.answeredAt().isPresent());
        write(out, call.answeredAt().orElse(Instant.EPOCH));
        write(out, call.renewedAt());
        out.writeBoolean(call.revived());
        out.writeShort(call.aliases().size());
        for (String alias : call.aliases()) {
            out.writeUTF(alias);
        }
    }

    private static CallEntry call(DataInputStream in) throws IOException {
        CallKey key = key(in);
        String fingerprint = in.readUTF();
        String account = in.readUTF();
        AccountId partition = new AccountId(in.readUTF());
        Direction direction = Direction.valueOf(in.readUTF());
        String from = in.readUTF();
        String to = in.readUTF();
        String number = in.readUTF();
        String classification = in.readUTF();
        Reason reason = Reason.valueOf(in.readUTF());
        String conversation = in.readUTF();
        boolean offNet = in.readBoolean();
        boolean renews = in.readBoolean();
        List<CallEntry.Level> levels = list(in, CallCodec::level);
        List<AccountId> counted = list(in, each -> new AccountId(each.readUTF()));
        OptionalLong first = seconds(in);
        OptionalLong expected = seconds(in);
        OptionalLong covered = seconds(in);
        long confirmed = in.readLong();
        Instant authorizedAt = instant(in);
        boolean answered = in.readBoolean();
        Instant answeredAt = instant(in);
        Instant renewedAt = instant(in);
        boolean revived = in.readBoolean();
        List<String> aliases = list(in, each -> each.readUTF());
        return new CallEntry(
                key,
                fingerprint,
                account.isEmpty() ? Optional.empty() : Optional.of(new AccountId(account)),
                partition,
                direction,
                from,
                to,
                number,
                classification,
                reason,
                conversation,
                offNet,
                renews,
                levels,
                counted,
                first,
                expected,
                covered,
                confirmed,
                authorizedAt,
                answered ? Optional.of(answeredAt) : Optional.empty(),
                renewedAt,
                revived,
                aliases);
    }

    @FunctionalInterface
    private interface Part<T> {
        T read(DataInputStream in) throws IOException;
    }

    private static <T> List<T> list(DataInputStream in, Part<T> part) throws IOException {
        List<T> parts = new ArrayList<>();
        for (int left = in.readShort(); left > 0; left--) {
            parts.add(part.read(in));
        }
        return parts;
    }

    private static void write(DataOutputStream out, CallEntry.Level level) throws IOException {
        out.writeUTF(level.account().value());
        out.writeUTF(level.seller().value());
        out.writeUTF(level.billing().name());
        out.writeUTF(level.trunk().orElse(""));
        out.writeLong(level.heldMicros());
        out.writeUTF(level.currency());
        out.writeBoolean(level.rate().isPresent());
        if (level.rate().isPresent()) {
            write(out, level.rate().get());
        }
        out.writeLong(level.postedMicros());
    }

    private static CallEntry.Level level(DataInputStream in) throws IOException {
        AccountId account = new AccountId(in.readUTF());
        AccountId seller = new AccountId(in.readUTF());
        Billing billing = Billing.valueOf(in.readUTF());
        String trunk = in.readUTF();
        long held = in.readLong();
        String currency = in.readUTF();
        Optional<Rate> rate = in.readBoolean() ? Optional.of(rate(in)) : Optional.empty();
        long posted = in.readLong();
        return new CallEntry.Level(
                account,
                seller,
                billing,
                trunk.isEmpty() ? Optional.empty() : Optional.of(trunk),
                held,
                currency,
                rate,
                posted);
    }

    private static void write(DataOutputStream out, Rate rate) throws IOException {
        out.writeUTF(rate.id());
        out.writeUTF(rate.name());
        out.writeUTF(rate.description());
        out.writeUTF(rate.deck());
        out.writeUTF(rate.prefix());
        out.writeUTF(rate.currency());
        write(out, rate.internalCostNanos());
        Price price = rate.price();
        out.writeLong(price.perMinuteNanos());
        out.writeLong(price.surchargeNanos());
        out.writeInt(price.minimumSeconds());
        out.writeInt(price.incrementSeconds());
        out.writeInt(price.noChargeSeconds());
        out.writeInt(price.discountBasisPoints());
        out.writeLong(price.exchangeNumerator());
        out.writeLong(price.exchangeDenominator());
    }

    private static Rate rate(DataInputStream in) throws IOException {
        String id = in.readUTF();
        String name = in.readUTF();
        String description = in.readUTF();
        String deck = in.readUTF();
        String prefix = in.readUTF();
        String currency = in.readUTF();
        OptionalLong internalCost = seconds(in);
        Price price = new Price(
                in.readLong(),
                in.readLong(),
                in.readInt(),
                in.readInt(),
                in.readInt(),
                in.readInt(),
                in.readLong(),
                in.readLong());
        return new Rate(id, name, description, deck, prefix, price, currency, internalCost);
    }

    private static void write(DataOutputStream out, CallKey key) throws IOException {
        out.writeUTF(key.switchId());
        out.writeUTF(key.callId());
        out.writeUTF(key.leg());
    }

    private static CallKey key(DataInputStream in) throws IOException {
        return new CallKey(in.readUTF(), in.readUTF(), in.readUTF());
    }

    private static void write(DataOutputStream out, Instant instant) throws IOException {
        out.writeLong(instant.getEpochSecond());
        out.writeInt(instant.getNano());
    }

    private static Instant instant(DataInputStream in) throws IOException {
        return Instant.ofEpochSecond(in.readLong(), in.readInt());
    }

    private static void write(DataOutputStream out, OptionalLong value) throws IOException {
        out.writeBoolean(value.isPresent());
        out.writeLong(value.orElse(0));
    }

    private static OptionalLong seconds(DataInputStream in) throws IOException {
        boolean present = in.readBoolean();
        long value = in.readLong();
        return present ? OptionalLong.of(value) : OptionalLong.empty();
    }

    /** Writes to a stream in memory, which never fails. */
    private interface Body {
        void write(DataOutputStream out) throws IOException;
    }

    private static byte[] bytes(byte kind, Body body) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(VERSION);
            out.writeByte(kind);
            body.write(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
