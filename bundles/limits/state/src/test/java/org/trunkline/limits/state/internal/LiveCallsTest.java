package org.trunkline.limits.state.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.trunkline.kernel.AccountId;
import org.trunkline.limits.Billing;
import org.trunkline.limits.CallKey;
import org.trunkline.limits.Reason;
import org.trunkline.limits.state.CallEntry;
import org.trunkline.limits.state.CallGlance;
import org.trunkline.rating.Direction;

class LiveCallsTest {
    static final AccountId CALLER = new AccountId("c".repeat(32));
    static final AccountId RESELLER = new AccountId("d".repeat(32));
    static final Instant START = Instant.parse("2026-03-01T10:00:00.000000001Z");
    private static final int THREADS = 4;

    private final LiveCalls calls = new LiveCalls();

    /** Two call ids with the same hash: they stand in the same chain. */
    private static final String ONE_ID = "AaAa";

    private static final String ID_OF_THE_SAME_HASH = "BBBB";

    private static CallKey key(String callId) {
        return new CallKey("e".repeat(32), callId, "a");
    }

    static CallEntry call(String callId, String conversation, List<AccountId> counted) {
        return call(
                callId,
                conversation,
                counted,
                Direction.OUTBOUND,
                true,
                List.of(new CallEntry.Level(
                        CALLER, RESELLER, Billing.FLAT_RATE, Optional.of("twoway"), 0, "USD", Optional.empty(), 0)));
    }

    static CallEntry call(
            String callId,
            String conversation,
            List<AccountId> counted,
            Direction direction,
            boolean offNet,
            List<CallEntry.Level> levels) {
        return new CallEntry(
                key(callId),
                "print",
                Optional.of(CALLER),
                RESELLER,
                direction,
                "+14155550100",
                "+493012345",
                "+493012345",
                "international",
                Reason.FLAT_RATE,
                conversation,
                offNet,
                true,
                levels,
                counted,
                OptionalLong.empty(),
                OptionalLong.empty(),
                OptionalLong.empty(),
                0,
                START,
                Optional.empty(),
                START,
                false,
                List.of(),
                CallEntry.Facts.NONE,
                START);
    }

    private static CallEntry call(String callId) {
        return call(callId, "s/" + callId, List.of(CALLER));
    }

    private static StoredCall stored(String callId) {
        return CallCodec.stored(call(callId));
    }

    @Test
    void aGlanceSaysWhatTheCallSays() {
        CallEntry ringing = call("1");
        CallEntry talking = ringing.answered(START.plusNanos(1_234_567_891L))
                .known("2")
                .covering(OptionalLong.of(61), ringing.levels(), 40, START.plusSeconds(40));
        for (CallEntry call : List.of(ringing, talking)) {
            CallGlance glance = CallCodec.stored(call);

            assertThat(glance.key()).isEqualTo(call.key());
            assertThat(glance.account()).isEqualTo(call.account());
            assertThat(glance.renews()).isEqualTo(call.renews());
            assertThat(glance.isEmergency()).isEqualTo(call.isEmergency());
            assertThat(glance.isHeld()).isEqualTo(call.isHeld());
            assertThat(glance.coveredSeconds()).isEqualTo(call.coveredSeconds());
            assertThat(glance.startedAt()).isEqualTo(call.startedAt());
            assertThat(glance.answeredAt()).isEqualTo(call.answeredAt());
            assertThat(glance.renewedAt()).isEqualTo(call.renewedAt());
            assertThat(glance.aliasKeys()).isEqualTo(call.aliasKeys());
            assertThat(glance.entry()).isEqualTo(call);
        }
    }

    @Test
    void callsAreFoundByTheirKeysHoweverManyThereAre() {
        IntStream.range(0, 10_000).forEach(i -> calls.add(stored("call " + i)));
        IntStream.range(0, 10_000).filter(i -> i % 3 == 0).forEach(i -> calls.remove(key("call " + i)));

        assertThat(calls.size()).isEqualTo(6_666);
        assertThat(calls.entries()).hasSize(6_666);
        assertThat(IntStream.range(0, 10_000))
                .allSatisfy(i -> assertThat(calls.contains(key("call " + i))).isEqualTo(i % 3 != 0));
        assertThat(calls.find(key("call 7")).entry().key().callId()).isEqualTo("call 7");
    }

    @Test
    void keysOfTheSameHashAreToldApart() {
        assertThat(key(ONE_ID)).hasSameHashCodeAs(key(ID_OF_THE_SAME_HASH));

        assertThat(calls.add(stored(ONE_ID))).isTrue();
        assertThat(calls.contains(key(ID_OF_THE_SAME_HASH))).isFalse();
        assertThat(calls.add(stored(ID_OF_THE_SAME_HASH))).isTrue();
        assertThat(calls.add(stored(ONE_ID))).isFalse();
        calls.remove(key(ONE_ID));

        assertThat(calls.contains(key(ONE_ID))).isFalse();
        assertThat(calls.find(key(ID_OF_THE_SAME_HASH)).entry().key()).isEqualTo(key(ID_OF_THE_SAME_HASH));
    }

    @Test
    void aCallTakesThePlaceOfTheOneWithItsKey() {
        calls.add(stored("1"));
        StoredCall answered = CallCodec.stored(call("1").answered(START));

        calls.put(answered);

        assertThat(calls.size()).isOne();
        assertThat(calls.find(key("1"))).isSameAs(answered);
    }

    @Test
    void ofAllWhoAddACallOneDoes() throws Exception {
        int keys = 2_000;
        CyclicBarrier start = new CyclicBarrier(THREADS);
        ExecutorService pool = Executors.newFixedThreadPool(THREADS);
        try {
            List<Future<Long>> added = new ArrayList<>();
            for (int thread = 0; thread < THREADS; thread++) {
                added.add(pool.submit(() -> {
                    start.await();
                    return LongStream.range(0, keys)
                            .filter(i -> calls.add(stored("call " + i)))
                            .count();
                }));
            }
            long sum = 0;
            for (Future<Long> each : added) {
                sum += each.get();
            }
            assertThat(sum).isEqualTo(keys);
            assertThat(calls.size()).isEqualTo(keys);
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void aCallThatChangesIsAlwaysThere() throws Exception {
        StoredCall call = stored("1");
        calls.add(call);
        AtomicBoolean over = new AtomicBoolean();
        ExecutorService pool = Executors.newSingleThreadExecutor();
        try {
            Future<Boolean> missed = pool.submit(() -> {
                boolean gone = false;
                while (!over.get()) {
                    gone |= !calls.contains(key("1")) || calls.all().isEmpty();
                }
                return gone;
            });
            for (int i = 0; i < 20_000; i++) {
                calls.put(CallCodec.stored(call.entry()));
            }
            over.set(true);
            assertThat(missed.get()).isFalse();
        } finally {
            pool.shutdownNow();
        }
    }
}
