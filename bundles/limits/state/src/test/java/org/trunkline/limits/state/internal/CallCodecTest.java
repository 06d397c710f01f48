package org.trunkline.limits.state.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.trunkline.kernel.AccountId;
import org.trunkline.limits.Billing;
import org.trunkline.limits.CallKey;
import org.trunkline.limits.Reason;
import org.trunkline.limits.state.CallEntry;
import org.trunkline.limits.state.EndedCall;
import org.trunkline.rating.Direction;
import org.trunkline.rating.Price;
import org.trunkline.rating.Rate;

/** What the journal is told of a call is what it tells, in few bytes. */
class CallCodecTest {
    /** Answers to all that a record may say with what it said. */
    private static final class Told implements CallCodec.Reader {
        private final List<Object> told = new ArrayList<>();

        @Override
        public void live(CallEntry call) {
            told.add(call);
        }

        @Override
        public void ended(EndedCall ended) {
            told.add(ended);
        }

        @Override
        public void dropped(CallKey key) {
            told.add(key);
        }

        @Override
        public void posted(String postingKey) {
            told.add(postingKey);
        }

        @Override
        public void clock(Duration ahead) {
            told.add(ahead);
        }

        @Override
        public void emergency(AccountId account, Instant startedAt) {
            told.add(List.of(account, startedAt));
        }
    }

    private static Object told(byte[] record) {
        Told reader = new Told();
        CallCodec.read(ByteBuffer.wrap(record), reader);
        assertThat(reader.told).hasSize(1);
        return reader.told.get(0);
    }

    /** A number that is not random, but no other has its digits. */
    private static AccountId account(int number) {
        return new AccountId("%032x".formatted(BigInteger.valueOf(number).multiply(new BigInteger("9".repeat(37)))));
    }

    /** A call as most are: four levels with a deck each, and a carrier; rates that differ in their prices. */
    private static CallEntry common() {
        CallKey key = new CallKey("5".repeat(31) + "a", "2b1c8a52-7a65-4c1e-9a6f-0c4f7f3a1b22", "a");
        List<CallEntry.Level> levels = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            levels.add(new CallEntry.Level(
                    account(i),
                    account(i + 1),
                    Billing.PER_MINUTE,
                    Optional.empty(),
                    23_700 - 1_000 * i,
                    "USD",
                    Optional.of(rate("deck " + i, 23_700_000 - 1_000_000 * i)),
                    0));
        }
        CallEntry.Level carrier = new CallEntry.Level(
                account(4),
                account(4),
                Billing.PER_MINUTE,
                Optional.empty(),
                0,
                "USD",
                Optional.of(rate("deck 3", 16_590_000)),
                0);
        Instant at = Instant.parse("2026-03-01T10:00:00.123456789Z");
        return new CallEntry(
                key,
                "outbound\nid:" + account(0) + "\n+14155550100\n+4930123456\n",
                Optional.of(account(0)),
                account(3),
                Direction.OUTBOUND,
                "+14155550100",
                "+4930123456",
                "+4930123456",
                "international",
                Reason.PER_MINUTE,
                key.switchId() + "/" + key.callId(),
                true,
                true,
                levels,
                levels.stream().map(CallEntry.Level::account).toList(),
                OptionalLong.of(60),
                OptionalLong.of(43_200),
                OptionalLong.of(60),
                0,
                at,
                Optional.empty(),
                at.plusNanos(276_672),
                false,
                List.of(),
                CallEntry.Facts.NONE.costing(Optional.of(carrier)),
                at.plusNanos(276_672));
    }

    private static Rate rate(String deck, long perMinuteNanos) {
        return new Rate(
                "DE-49301",
                "DE_49301",
                "",
                deck,
                3,
                "49301",
                new Price(perMinuteNanos, 0, 60, 60, 0),
                "USD",
                OptionalLong.of(16_590_000));
    }

    @Test
    void aCommonCallTakesFewBytes() {
        CallEntry call = common();

        assertThat(told(CallCodec.stored(call).record())).isEqualTo(call);
        assertThat(CallCodec.stored(call).record()).hasSizeLessThan(320);
    }

    @Test
    void whateverACallIsLikeItComesBackAsItWas() {
        for (int seed = 0; seed < 2_000; seed++) {
            OddCalls odd = new OddCalls(seed);
            CallEntry call = odd.call();
            StoredCall stored = CallCodec.stored(call);
            EndedCall ended = odd.ended(call);

            assertThat(told(stored.record())).as("seed %d", seed).isEqualTo(call);
            assertThat(CallCodec.live(stored.record())).as("seed %d", seed).isEqualTo(call);
            assertThat(stored.key()).isEqualTo(call.key());
            assertThat(stored.account()).isEqualTo(call.account());
            assertThat(CallCodec.isOf(stored, call.key())).isTrue();
            assertThat(CallCodec.ended(CallCodec.ended(ended)))
                    .as("seed %d", seed)
                    .isEqualTo(ended);
            assertThat(told(CallCodec.ended(ended))).isEqualTo(ended);
        }
    }

    @Test
    void whatIsSaidBesideCallsComesBackAsItWas() {
        CallKey key = common().key();
        Instant at = Instant.parse("2026-03-01T10:00:00.123456789Z");

        assertThat(told(CallCodec.dropped(key))).isEqualTo(key);
        assertThat(told(CallCodec.posted("s/1/ä/end"))).isEqualTo("s/1/ä/end");
        assertThat(told(CallCodec.clock(Duration.ofMillis(-5)))).isEqualTo(Duration.ofMillis(-5));
        assertThat(told(CallCodec.emergency(account(1), at))).isEqualTo(List.of(account(1), at));
    }

    @Test
    void aCallIsKnownByItsWholeKey() {
        CallEntry call = common();
        CallKey longer = new CallKey(call.key().switchId(), call.key().callId() + "1", "a");
        StoredCall stored = CallCodec.stored(call);

        assertThat(CallCodec.isOf(stored, call.key())).isTrue();
        assertThat(CallCodec.isOf(stored, longer)).isFalse();
        assertThat(CallCodec.isOf(
                        CallCodec.stored(call), new CallKey("x", call.key().callId(), "a")))
                .isFalse();
    }

    @Test
    void theRecordOfALaterReleaseAndOneOfAnotherKindAreRefused() {
        byte[] record = CallCodec.stored(common()).record();
        byte[] later = record.clone();
        later[0]++;

        assertThatThrownBy(() -> told(later)).isInstanceOf(UncheckedIOException.class);
        assertThatThrownBy(() -> CallCodec.ended(later)).isInstanceOf(UncheckedIOException.class);
        assertThatThrownBy(() -> CallCodec.ended(record)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aRecordThatEndsTooEarlyIsNone() {
        byte[] record = CallCodec.stored(common()).record();

        assertThat(IntStream.range(2, record.length))
                .allSatisfy(length -> assertThatThrownBy(() -> told(Arrays.copyOf(record, length)))
                        .isInstanceOf(UncheckedIOException.class));
    }

    /** Journals have these numbers: they are for ever. */
    @Test
    void constantsKeepTheirCodes() throws IOException {
        assertThat(codes(Codes.BILLING, Billing.values()))
                .containsExactlyInAnyOrder(
                        "FREE=0", "ALLOTMENT=1", "FLAT_RATE=2", "FLAT_RATE_BURST=3", "PER_MINUTE=4", "NONE=5");
        assertThat(codes(Codes.BY, EndedCall.By.values()))
                .containsExactlyInAnyOrder("END=0", "LEASE=1", "CORRECTION=2", "RERATING=3");
        assertThat(codes(Codes.REASON, Reason.values()))
                .contains("EMERGENCY=0", "TOLL_FREE=1", "EXEMPT=2", "LIMITS_DISABLED=3", "ON_NET=4", "ALLOTMENT=5")
                .contains("FLAT_RATE=6", "FLAT_RATE_BURST=7", "PER_MINUTE=8", "SOFT_LIMIT=9", "ACCOUNT_UNKNOWN=10")
                .contains("ACCOUNT_DISABLED=11", "ACCOUNT_SUSPENDED=12", "NUMBER_INVALID=13")
                .contains("DESTINATION_RESTRICTED=14", "CALLS_MAX_REACHED=15")
                .contains("RESOURCE_CONSUMING_CALLS_MAX_REACHED=16", "DID_CALLS_MAX_REACHED=17")
                .contains("CALLS_PER_SECOND_MAX_REACHED=18", "FRAUD_BLOCKED=19", "TRUNKS_MAX_REACHED=20")
                .contains("PER_MINUTE_NOT_ALLOWED=21", "NO_RATE=22", "PRICE_MAX_EXCEEDED=23", "BELOW_COST=24")
                .contains("SPEND_MAX_REACHED=25", "CALL_SECONDS_MAX_REACHED=26", "ALLOTMENT_USED_UP=27")
                .contains("INSUFFICIENT_CREDIT=28", "UPSTREAM_UNAVAILABLE=29", "UNAVAILABLE=30", "CALL_ENDED=31");
        assertThatThrownBy(() -> Codes.BY.at(4)).isInstanceOf(IOException.class);
    }

    private static <E extends Enum<E>> List<String> codes(Codes<E> codes, E[] constants) throws IOException {
        List<String> all = new ArrayList<>();
        for (E each : constants) {
            assertThat(codes.at(codes.of(each))).isEqualTo(each);
            all.add(each + "=" + codes.of(each));
        }
        return all;
    }

    @Test
    void wordsKeepTheirCodes() {
        assertThat(IntStream.range(1, 25).mapToObj(Words::at))
                .containsExactly(
                        "",
                        "unknown",
                        "international",
                        "did_us",
                        "tollfree_us",
                        "toll_us",
                        "caribbean",
                        "emergency",
                        "emergency_test",
                        "inbound",
                        "outbound",
                        "twoway",
                        "burst",
                        "NORMAL_CLEARING",
                        "ORIGINATOR_CANCEL",
                        "USER_BUSY",
                        "NO_ANSWER",
                        "caller",
                        "callee",
                        "overrun",
                        "implausible",
                        "lease",
                        "hangup",
                        "late");
        assertThat(IntStream.range(1, 25))
                .allSatisfy(code -> assertThat(Words.codeOf(Words.at(code))).isEqualTo(code));
        assertThat(Words.at(25)).isNull();
        assertThat(Words.codeOf("another")).isEqualTo(Words.OTHER);
    }

    /** Texts of all alphabets, long ones, ids and what looks like ids; numbers from end to end. */
    @Test
    void textsAndNumbersComeBackAsTheyWere() throws IOException {
        Random random = new Random(5);
        for (int round = 0; round < 200; round++) {
            List<String> texts = new ArrayList<>();
            List<Long> numbers = new ArrayList<>();
            RecordOutput out = new RecordOutput();
            for (int i = 0; i < 300; i++) {
                String text = OddCalls.text(random);
                long number = random.nextLong() >> random.nextInt(64);
                texts.add(text);
                numbers.add(number);
                out.text(text);
                out.dialled(text);
                out.word(text);
                out.number(number);
                out.nanos(number);
            }
            out.texts(texts);
            out.numbers(numbers);
            RecordInput in = new RecordInput(out.toByteArray());
            for (int i = 0; i < texts.size(); i++) {
                assertThat(List.of(in.text(), in.dialled(), in.word())).containsOnly(texts.get(i));
                assertThat(List.of(in.number(), in.nanos())).containsOnly(numbers.get(i));
            }
            assertThat(in.texts()).isEqualTo(texts);
            assertThat(in.numbers()).isEqualTo(numbers);
            assertThat(in.readAllBytes()).isEmpty();
        }
    }
}
