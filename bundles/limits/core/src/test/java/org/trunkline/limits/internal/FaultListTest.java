package org.trunkline.limits.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.trunkline.limits.internal.World.C;
import static org.trunkline.limits.internal.World.GERMANY;
import static org.trunkline.limits.internal.World.R1;
import static org.trunkline.limits.internal.World.R2;
import static org.trunkline.limits.internal.World.ROOT;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.ConflictException;
import org.trunkline.kernel.NotFoundException;
import org.trunkline.limits.CallEnd;
import org.trunkline.limits.CallEndConflict;
import org.trunkline.limits.CallSettlement;
import org.trunkline.limits.Hangup;
import org.trunkline.limits.Reason;
import org.trunkline.rating.Direction;

/** Faults that charging of calls must survive, one after the other; docs/fault-list.md says where the others are tested. */
class FaultListTest {
    private static final AccountId MOVED_TO = new AccountId("9".repeat(32));
    private static final long A_DAY = 24 * 3600;

    @TempDir
    Path journal;

    private World world;

    @BeforeEach
    void open() {
        world = new World(journal);
        world.limits(R1, "{\"enabled\":false}").limits(R2, "{\"enabled\":false}");
        world.price(C, "0.60", 1, 1).credit(C, "10");
    }

    @AfterEach
    void close() {
        world.close();
    }

    private long spent() {
        return 10_000_000 - world.ledger.balanceMicros(C);
    }

    private void talk(String callId, long seconds) {
        world.call(callId, C, GERMANY);
        world.admission().answered(world.caller, world.key(callId));
        world.clock.move(seconds);
    }

    @Test
    @DisplayName("1 duplicate CDR: at once, after a restart, after more than a day")
    void aDuplicateRecord() {
        talk("1", 30);
        CallSettlement first = world.end("1", 30);

        assertThat(world.end("1", 30)).isEqualTo(first);
        world.restart();
        assertThat(world.end("1", 30)).isEqualTo(first);
        world.clock.move(A_DAY + 1);
        assertThat(world.end("1", 30)).isEqualTo(first);
        assertThat(spent()).isEqualTo(300_000);
    }

    @Test
    @DisplayName("2 CDR before answer")
    void anEndBeforeItsAnswer() {
        world.call("1", C, GERMANY);
        world.clock.move(30);
        CallSettlement ended = world.end("1", 20);

        assertThatThrownBy(() -> world.admission().answered(world.caller, world.key("1")))
                .isInstanceOf(NotFoundException.class);
        assertThat(world.end("1", 20)).isEqualTo(ended);
        assertThat(spent()).isEqualTo(200_000);
    }

    @Test
    @DisplayName("2 CDR without start, and its start afterwards")
    void anEndWithoutAStart() {
        CallEnd end = new CallEnd(
                world.key("1"),
                20,
                Optional.empty(),
                Hangup.UNKNOWN,
                false,
                Optional.of(world.attempt("1", C, Direction.OUTBOUND, GERMANY)));
        world.admission().ended(world.caller, end);

        assertThat(world.call("1", C, GERMANY).ended()).isTrue();
        assertThat(world.held(C)).isZero();
        assertThat(spent()).isEqualTo(200_000);
    }

    @Test
    @DisplayName("3 lost hang-up")
    void aLostHangUp() {
        talk("1", 40);
        world.renew("1", 40);
        world.clock.move(A_DAY);
        world.settleLeases();

        assertThat(world.state().live()).isEmpty();
        assertThat(spent()).as("no more than was confirmed").isEqualTo(400_000);
    }

    @Test
    @DisplayName("4 hang-up twice, from both legs")
    void aHangUpOfEachLeg() {
        talk("1", 0);
        world.joined("2", C, "1");
        world.clock.move(30);
        world.end("1", 30);
        world.end("2", 30);
        world.end("2", 30);
        world.end("1", 30);

        assertThat(spent()).as("each leg once").isEqualTo(600_000);
        assertThat(world.held(C)).isZero();
    }

    @Test
    @DisplayName("6 crash after the commit and before the reply; the client asks again")
    void aLostReply() {
        talk("1", 30);
        world.ledger.failAfter(0);
        assertThat(world.end("1", 30).posted()).isFalse();
        world.restart();
        world.ledger.failAfter(100);

        assertThat(world.end("1", 30).posted()).isTrue();
        assertThat(spent()).isEqualTo(300_000);
        assertThat(world.ledger.postings()).isEqualTo(1);
    }

    @Test
    @DisplayName("7 same key, other body: a conflict, and nothing is written")
    void anotherCallUnderTheSameKey() {
        talk("1", 30);
        long held = world.held(C);
        assertThatThrownBy(() -> world.call("1", C, GERMANY + "0")).isInstanceOf(ConflictException.class);
        assertThat(world.held(C)).isEqualTo(held);

        world.end("1", 30);
        assertThatThrownBy(() -> world.end("1", 31)).isInstanceOf(CallEndConflict.class);
        assertThat(spent()).isEqualTo(300_000);
    }

    @Test
    @DisplayName("11 a node dies holding money: the lease gives it back, once")
    void aNodeThatDiesHoldingMoney() {
        world.call("1", C, GERMANY);
        world.restart();
        assertThat(world.held(C)).isEqualTo(600_000);
        world.clock.move(A_DAY);
        world.settleLeases();
        world.settleLeases();
        world.restart();

        assertThat(world.held(C)).isZero();
        assertThat(spent()).isZero();
        assertThat(world.state().live()).isEmpty();
    }

    @Test
    @DisplayName("12 database down: fail closed, and the queue is played once")
    void aLedgerThatIsAway() {
        talk("1", 30);
        world.ledger.down(true);
        assertThat(world.end("1", 30).posted()).isFalse();
        assertThat(world.call("2", C, GERMANY).reason()).isEqualTo(Reason.UNAVAILABLE);
        world.restart();
        world.ledger.down(false);
        world.postAll();
        world.postAll();

        assertThat(spent()).isEqualTo(300_000);
        assertThat(world.call("2", C, GERMANY).allowed()).isTrue();
    }

    @Test
    @DisplayName("14 rate deck changes in the middle of a call")
    void anotherPriceInTheMiddle() {
        talk("1", 30);
        world.price(C, "6.00", 60, 60);
        world.renew("1", 30);
        world.clock.move(30);
        world.end("1", 60);

        assertThat(spent()).isEqualTo(600_000);
    }

    @Test
    @DisplayName("15 top-up in the middle of a call extends it")
    void aTopUpInTheMiddle() {
        world.credit(C, "0.60");
        talk("1", 55);
        assertThat(world.renew("1", 55).maxSeconds()).hasValue(60);
        world.credit(C, "10.60");

        assertThat(world.renew("1", 56).maxSeconds()).hasValue(116);
    }

    @Test
    @DisplayName("15 money that goes in the middle of a call ends it where it is held")
    void aRefundInTheMiddle() {
        talk("1", 40);
        world.credit(C, "0.60");

        assertThat(world.renew("1", 40).maxSeconds()).hasValue(60);
    }

    @Test
    @DisplayName("18 account moved to another reseller in a call")
    void anAccountThatMoves() {
        world.limits(R2, "{\"enabled\":true}").price(R2, "0.30", 1, 1).credit(R2, "10");
        talk("1", 30);
        world.tree.add(MOVED_TO, ROOT, true);
        world.price(MOVED_TO, "0.10", 1, 1).credit(MOVED_TO, "10");
        world.tree.put(TestTree.node(C, MOVED_TO, false, true, Set.of()));
        world.renew("1", 30);
        world.end("1", 30);

        assertThat(spent()).isEqualTo(300_000);
        assertThat(world.ledger.balanceMicros(R2)).isEqualTo(10_000_000 - 150_000);
        assertThat(world.ledger.balanceMicros(MOVED_TO)).isEqualTo(10_000_000);
        assertThat(List.of(world.held(C), world.held(R2), world.held(MOVED_TO))).containsOnly(0L);
    }

    @Test
    @DisplayName("18 account disabled in a call")
    void anAccountThatIsDisabled() {
        talk("1", 30);
        world.tree.disable(C);

        assertThat(world.renew("1", 30).allowed()).isFalse();
        world.end("1", 31);
        assertThat(spent()).isEqualTo(310_000);
        assertThat(world.held(C)).isZero();
    }

    @Test
    @DisplayName("18 account deleted in a call")
    void anAccountThatIsDeleted() {
        talk("1", 30);
        world.tree.remove(C);

        assertThat(world.renew("1", 30).allowed()).isFalse();
        world.end("1", 31);
        assertThat(spent()).isEqualTo(310_000);
        assertThat(world.held(C)).isZero();
    }

    @Test
    @DisplayName("12 database down: no more than the policy's amount, and the queue is played once")
    void aLedgerThatIsAwayAndAnAmountThatMayBeRisked() {
        world.limits(C, "{\"failure_policy\":\"amount\",\"failure_max_amount\":1.50}");
        talk("1", 30);
        world.ledger.down(true);
        assertThat(world.end("1", 30).posted()).isFalse();

        assertThat(world.call("2", C, GERMANY).allowed())
                .as("0.30 owed, 0.60 held")
                .isTrue();
        assertThat(world.call("3", C, GERMANY).allowed())
                .as("0.30 owed, 1.20 held")
                .isTrue();
        assertThat(world.call("4", C, GERMANY).reason()).isEqualTo(Reason.UNAVAILABLE);
        world.end("2", 20);
        world.end("3", 0);
        world.ledger.down(false);
        world.postAll();
        world.postAll();
        assertThat(spent()).isEqualTo(500_000);
    }

    @Test
    @DisplayName("16 prepaid intervals come to what the whole call costs at once")
    void prepaidIntervals() {
        Random random = new Random(16);
        for (int i = 0; i < 200; i++) {
            String price = "0.%04d".formatted(random.nextInt(10_000));
            world.price(C, price, 1 + random.nextInt(90), random.nextInt(90)).credit(C, "10");
            int seconds = random.nextInt(200);
            talk("prepaid" + i, 0);
            int elapsed = 0;
            while (elapsed < seconds) {
                world.renew("prepaid" + i, elapsed);
                int more = Math.min(seconds - elapsed, 1 + random.nextInt(40));
                world.clock.move(more);
                elapsed += more;
            }
            long inIntervals = world.end("prepaid" + i, seconds).levels().get(0).amountMicros();

            assertThat(endOnly("once" + i, seconds).levels().get(0).amountMicros())
                    .as("%s, %d s", price, seconds)
                    .isEqualTo(inIntervals);
            assertThat(world.held(C)).isZero();
        }
    }

    private CallSettlement endOnly(String callId, long seconds) {
        return world.admission()
                .ended(
                        world.caller,
                        new CallEnd(
                                world.key(callId),
                                seconds,
                                Optional.empty(),
                                Hangup.UNKNOWN,
                                false,
                                Optional.of(world.attempt(callId, C, Direction.OUTBOUND, GERMANY))));
    }

    @Test
    @DisplayName("19 month rollover: an allotment is there again exactly once, and so is what may be spent")
    void aNewMonth() {
        world.allotments(C, "{\"international\":{\"amount\":60,\"cycle\":\"monthly\"}}");
        world.limits(C, "{\"max_month_spend_amount\":0.60}");
        talk("1", 60);
        world.end("1", 60);
        talk("2", 60);
        world.end("2", 60);
        assertThat(world.call("3", C, GERMANY).reason()).isEqualTo(Reason.SPEND_MAX_REACHED);

        world.clock.move(31 * A_DAY);
        talk("4", 60);
        assertThat(world.end("4", 60).levels().get(0).allotmentSeconds()).isEqualTo(60);
        world.restart();
        assertThat(world.call("5", C, GERMANY).reason()).isEqualTo(Reason.PER_MINUTE);
        world.restart();
        assertThat(world.call("6", C, GERMANY).reason()).isEqualTo(Reason.SPEND_MAX_REACHED);
        world.end("5", 60);
        assertThat(spent()).isEqualTo(1_200_000);
    }

    @Test
    @DisplayName("20 messages twice and in any order")
    void everyOrderOfMessages() {
        List<List<Integer>> orders = orders(List.of(0, 1, 2, 3));
        assertThat(orders).hasSize(24);
        for (List<Integer> order : orders) {
            String callId = "call" + order;
            world.credit(C, "10");
            for (int message : order) {
                tell(message, callId);
                tell(message, callId);
            }
            order.forEach(message -> tell(message, callId));

            assertThat(spent()).as("charged once by %s", order).isEqualTo(300_000);
            assertThat(world.held(C)).isZero();
            assertThat(world.state().live()).isEmpty();
        }
    }

    private void tell(int message, String callId) {
        try {
            switch (message) {
                case 0 -> world.call(callId, C, GERMANY);
                case 1 -> world.admission().answered(world.caller, world.key(callId));
                case 2 -> world.renew(callId, 20);
                default -> endOnly(callId, 30);
            }
        } catch (NotFoundException e) {
            assertThat(message)
                    .as("answers and renewals of calls that are not there")
                    .isBetween(1, 2);
        }
    }

    private static List<List<Integer>> orders(List<Integer> of) {
        if (of.isEmpty()) {
            return List.of(List.of());
        }
        List<List<Integer>> all = new ArrayList<>();
        for (Integer first : of) {
            List<Integer> rest = of.stream().filter(each -> !each.equals(first)).toList();
            orders(rest).forEach(order -> {
                List<Integer> longer = new ArrayList<>(List.of(first));
                longer.addAll(order);
                all.add(longer);
            });
        }
        return all;
    }
}
