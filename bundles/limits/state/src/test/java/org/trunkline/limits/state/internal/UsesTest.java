package org.trunkline.limits.state.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.trunkline.limits.state.internal.LiveCallsTest.CALLER;
import static org.trunkline.limits.state.internal.LiveCallsTest.RESELLER;
import static org.trunkline.limits.state.internal.LiveCallsTest.START;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.trunkline.kernel.AccountId;
import org.trunkline.limits.Billing;
import org.trunkline.limits.state.AllotmentHold;
import org.trunkline.limits.state.CallBook;
import org.trunkline.limits.state.CallEntry;
import org.trunkline.rating.Direction;

class UsesTest {
    private static final int ACCOUNTS = 5;

    /** Two texts with the same hash: their legs stand in the same chain. */
    private static final List<String> CONVERSATIONS = List.of("AaAa", "BBBB", "one", "two", "three");

    private final Uses uses = new Uses(account -> ZoneOffset.UTC, Clock.fixed(START, ZoneOffset.UTC));

    /** Whatever calls are like and however they go, with and without reading them. */
    @Test
    void accountsUseWhatTheirLiveCallsTake() {
        int plain = 0;
        for (int seed = 0; seed < 60; seed++) {
            Random random = new Random(seed);
            List<AccountId> accounts = IntStream.range(0, ACCOUNTS)
                    .mapToObj(i -> new AccountId("%032x".formatted(random.nextInt(Integer.MAX_VALUE))))
                    .toList();
            List<StoredCall> live = new ArrayList<>();
            for (int step = 0; step < 60; step++) {
                if (live.isEmpty() || random.nextInt(3) > 0) {
                    live.add(begun(call(random, step, accounts)));
                } else {
                    StoredCall over = live.remove(random.nextInt(live.size()));
                    plain += over.isPlain() ? 1 : 0;
                    if (random.nextBoolean()) {
                        uses.forget(over, over.isPlain() ? null : over.entry());
                    } else {
                        uses.giveBack(over, over.entry());
                    }
                }
                for (AccountId account : accounts) {
                    assertThat(uses.of(account).usage()).as("seed %d", seed).isEqualTo(usage(live, account));
                }
            }
        }
        assertThat(plain).isGreaterThan(100);
    }

    @Test
    void whatAForgottenCallHeldIsNotSpent() {
        CallEntry call = LiveCallsTest.call(
                "1",
                "one",
                List.of(CALLER, RESELLER),
                Direction.OUTBOUND,
                true,
                List.of(
                        level(CALLER, Billing.PER_MINUTE, 70, Optional.empty()),
                        level(RESELLER, Billing.PER_MINUTE, 50, Optional.empty())));
        StoredCall stored = CallCodec.stored(call);
        stored.meters(uses.meters(call.counted()));
        uses.begin(stored, call);
        assertThat(uses.spent(CALLER).hourMicros()).isEqualTo(70);
        assertThat(uses.spent(RESELLER).monthMicros()).isEqualTo(50);
        assertThat(uses.attempts(CALLER)).isOne();

        assertThat(stored.isPlain()).isTrue();
        uses.forget(stored, null);

        assertThat(uses.spent(CALLER).hourMicros()).isZero();
        assertThat(uses.spent(RESELLER).monthMicros()).isZero();
        assertThat(uses.attempts(CALLER)).as("it was one").isOne();
    }

    @Test
    void anAccountCountsAConversationOnceWhateverLegsItHas() {
        StoredCall one = begun(LiveCallsTest.call("1", CONVERSATIONS.get(0), List.of(CALLER, RESELLER)));
        StoredCall other = begun(LiveCallsTest.call("2", CONVERSATIONS.get(0), List.of(RESELLER)));
        begun(LiveCallsTest.call("3", CONVERSATIONS.get(1), List.of(RESELLER)));
        assertThat(uses.of(CALLER).usage().conversations()).isOne();
        assertThat(uses.of(RESELLER).usage().conversations()).isEqualTo(2);
        assertThat(uses.of(RESELLER).usage().offNet()).isEqualTo(3);
        assertThat(uses.counts(CALLER, CONVERSATIONS.get(1))).isFalse();

        uses.giveBack(one, one.entry());
        assertThat(uses.of(CALLER).usage().conversations()).isZero();
        assertThat(uses.of(RESELLER).usage().conversations()).isEqualTo(2);
        assertThat(uses.counts(RESELLER, CONVERSATIONS.get(0))).isTrue();

        uses.giveBack(other, other.entry());
        assertThat(uses.of(RESELLER).usage().conversations()).isOne();
        assertThat(uses.counts(RESELLER, CONVERSATIONS.get(0))).isFalse();
    }

    private StoredCall begun(CallEntry call) {
        StoredCall stored = CallCodec.stored(call);
        stored.meters(uses.meters(call.counted()));
        uses.take(stored, call);
        return stored;
    }

    private static CallBook.Usage usage(List<StoredCall> live, AccountId account) {
        List<CallEntry> calls = live.stream().map(StoredCall::entry).toList();
        List<CallEntry> counted =
                calls.stream().filter(call -> call.counted().contains(account)).toList();
        return new CallBook.Usage(
                trunks(calls, account, Direction.INBOUND),
                trunks(calls, account, Direction.OUTBOUND),
                (int) counted.stream().map(CallEntry::conversation).distinct().count(),
                (int) counted.stream().filter(CallEntry::offNet).count(),
                0,
                calls.stream()
                        .flatMap(call -> call.levels().stream())
                        .filter(level -> level.account().equals(account))
                        .mapToLong(CallEntry.Level::heldMicros)
                        .sum(),
                0);
    }

    private static int trunks(List<CallEntry> calls, AccountId account, Direction direction) {
        return (int) calls.stream()
                .filter(call -> call.direction() == direction)
                .flatMap(call -> call.levels().stream())
                .filter(level -> level.account().equals(account) && level.isFlatRate())
                .count();
    }

    /** Levels come first among those who count it, and may be more than those. */
    private static CallEntry call(Random random, int number, List<AccountId> accounts) {
        List<AccountId> chain = new ArrayList<>(accounts);
        Collections.shuffle(chain, random);
        List<CallEntry.Level> levels = new ArrayList<>();
        for (AccountId account : chain.subList(0, random.nextInt(ACCOUNTS + 1))) {
            Billing billing = Billing.values()[random.nextInt(Billing.values().length)];
            Optional<AllotmentHold> allotment = billing == Billing.ALLOTMENT
                    ? Optional.of(new AllotmentHold("day", START, 0, 1, 0, 60, 0))
                    : Optional.empty();
            levels.add(level(account, billing, random.nextInt(1_000), allotment));
        }
        CallEntry call = LiveCallsTest.call(
                "call " + number,
                CONVERSATIONS.get(random.nextInt(CONVERSATIONS.size())),
                chain.subList(0, random.nextInt(ACCOUNTS + 1)),
                random.nextInt(4) == 0 ? Direction.INBOUND : Direction.OUTBOUND,
                random.nextBoolean(),
                levels);
        return random.nextInt(8) == 0 ? call.known("another " + number) : call;
    }

    private static CallEntry.Level level(
            AccountId account, Billing billing, long heldMicros, Optional<AllotmentHold> allotment) {
        return new CallEntry.Level(
                account, account, billing, Optional.empty(), heldMicros, "USD", Optional.empty(), 0, false, allotment);
    }
}
