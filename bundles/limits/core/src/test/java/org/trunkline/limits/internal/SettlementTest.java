package org.trunkline.limits.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.trunkline.limits.internal.World.C;
import static org.trunkline.limits.internal.World.GERMANY;
import static org.trunkline.limits.internal.World.R1;
import static org.trunkline.limits.internal.World.R2;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trunkline.kernel.NotFoundException;
import org.trunkline.limits.CallAttempt;
import org.trunkline.limits.CallDecision;
import org.trunkline.limits.CallEnd;
import org.trunkline.limits.CallEndConflict;
import org.trunkline.limits.CallSettlement;
import org.trunkline.limits.Hangup;
import org.trunkline.limits.Reason;
import org.trunkline.rating.Direction;

/** What an ended call costs, once per level, whatever goes wrong meanwhile (charging §3, §4). */
class SettlementTest {
    @TempDir
    Path journal;

    private World world;

    @BeforeEach
    void open() {
        world = new World(journal);
    }

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void aRepeatedEndReturnsTheFirstAnswerAndOtherSecondsAreAConflict() {
        world.chain();
        world.call("1", C, GERMANY);
        world.clock.move(60);
        CallSettlement first = world.end("1", 30);

        assertThat(world.end("1", 30)).isEqualTo(first);
        assertThat(world.ledger.postings()).isEqualTo(1);
        assertThatThrownBy(() -> world.end("1", 31))
                .isInstanceOfSatisfying(
                        CallEndConflict.class, e -> assertThat(e.stored()).isEqualTo(first));
    }

    @Test
    void twoSecondsAfterTheHardStopAreTheLatencyOfTheBye() {
        world.price(C, "0.12", 60, 60).credit(C, "0.12");
        world.price(R1, "0", 1, 1).price(R2, "0", 1, 1);
        world.call("1", C, GERMANY);
        world.clock.move(61);

        world.end("1", 61);

        assertThat(world.ledger.balanceMicros(C)).isZero();
    }

    @Test
    void aLongerCallThanWasHeldIsChargedInFullAndFlagged() {
        world.price(C, "0.12", 60, 60).credit(C, "0.12");
        world.price(R1, "0", 1, 1).price(R2, "0", 1, 1);
        world.call("1", C, GERMANY);
        world.clock.move(90);

        CallSettlement settlement = world.end("1", 90);

        assertThat(settlement.flags()).containsExactly("overrun");
        assertThat(world.ledger.balanceMicros(C)).isEqualTo(-120_000);
    }

    @Test
    void nobodyIsBilledMoreSecondsThanHavePassed() {
        world.chain();
        world.call("1", C, GERMANY);
        world.clock.move(10);

        CallSettlement settlement = world.end("1", 3_000);

        assertThat(settlement.flags()).contains("implausible");
        assertThat(world.ledger.balanceMicros(C)).isEqualTo(1_000_000 - 66_050);
    }

    @Test
    void whileTheLedgerIsDownCallsEndAndAreChargedLater() {
        world.chain();
        world.call("1", C, GERMANY);
        world.ledger.down(true);
        world.clock.move(60);

        CallSettlement settlement = world.end("1", 30);

        assertThat(settlement.posted()).isFalse();
        assertThat(settlement.levels().get(0).amountMicros()).isEqualTo(-66_050);
        assertThat(world.call("2", C, GERMANY).reason()).isEqualTo(Reason.UNAVAILABLE);
        assertThat(world.call("3", C, "+18005550100").allowed()).isTrue();
        world.ledger.down(false);
        CallSettlement repeated = world.end("1", 30);
        assertThat(repeated.posted()).isTrue();
        assertThat(repeated.levels()).isEqualTo(settlement.levels());
        assertThat(world.ledger.balanceMicros(C)).isEqualTo(1_000_000 - 66_050);
        assertThat(world.call("4", C, GERMANY).allowed()).isTrue();
    }

    @Test
    void whatEndedButIsNotPostedIsSpent() {
        world.price(C, "0.06", 60, 60).price(R2, "0", 1, 1).price(R1, "0", 1, 1).credit(C, "0.06");
        world.call("1", C, GERMANY);
        world.ledger.down(true);
        world.clock.move(60);
        world.end("1", 60);

        long spendable =
                world.state().atomically(R1, false, book -> book.usage(C).balanceMicros());

        assertThat(spendable).isZero();
    }

    @Test
    void aCallThatWasNeverAuthorizedIsBilledWhenItBringsItsAccount() {
        world.chain();
        CallAttempt attempt = world.attempt("1", C, Direction.OUTBOUND, GERMANY);

        CallSettlement settlement = world.admission()
                .ended(
                        world.caller,
                        new CallEnd(attempt.key(), 61, Optional.empty(), Hangup.UNKNOWN, false, Optional.of(attempt)));

        assertThat(settlement.authorized()).isFalse();
        assertThat(settlement.flags()).contains("unauthorized");
        assertThat(settlement.levels().get(0).amountMicros()).isEqualTo(-134_302);
        assertThatThrownBy(() -> world.end("2", 61)).isInstanceOf(NotFoundException.class);
    }

    @Test
    void aCallIdThatWasUsedBeforeIsChargedAllTheSame() {
        world.chain();
        world.call("1", C, GERMANY);
        world.clock.move(60);
        world.end("1", 30);
        world.clock.move(3_600);

        assertThat(world.call("1", C, GERMANY).ended()).isFalse();
        world.clock.move(60);
        world.end("1", 40);

        assertThat(world.ledger.balanceMicros(C)).isEqualTo(1_000_000 - 66_050 - 88_067);
    }

    @Test
    void aCallThatIsToldAgainFromItsStartLongAfterIsNotChargedAgain() {
        world.chain();
        world.call("1", C, GERMANY);
        world.clock.move(60);
        CallSettlement first = world.end("1", 30);
        world.clock.move(3_600);

        world.call("1", C, GERMANY);
        world.clock.move(60);

        assertThat(world.end("1", 30)).isEqualTo(first);
        assertThat(world.end("1", 30)).isEqualTo(first);
        assertThat(world.ledger.balanceMicros(C)).isEqualTo(1_000_000 - 66_050);
        assertThat(world.held(C)).isZero();
        assertThat(world.state().unposted()).isEmpty();
    }

    @Test
    void liveCallsAndHoldsSurviveARestartAndAnUpdateOfTheRules() {
        world.chain();
        CallDecision first = world.call("1", C, GERMANY);
        world.call("2", C, GERMANY);
        world.clock.move(60);
        world.end("2", 30);

        world.updateRules();
        assertThat(world.call("1", C, GERMANY)).isEqualTo(first);
        world.restart();

        assertThat(world.call("1", C, GERMANY)).isEqualTo(first);
        assertThat(world.held(C)).isEqualTo(132_100);
        world.renew("1", 40);
        world.end("1", 61);
        assertThat(world.ledger.balanceMicros(C)).isEqualTo(1_000_000 - 66_050 - 134_302);
        assertThat(world.held(C)).isZero();
        world.restart();
        assertThat(world.state().live()).isEmpty();
        assertThat(world.state().unposted()).isEmpty();
    }

    @Test
    void whatWasNotPostedBeforeACrashIsPostedAfterItOnce() {
        world.chain();
        world.call("1", C, GERMANY);
        world.clock.move(60);
        world.ledger.down(true);
        CallSettlement before = world.end("1", 30);
        world.stop();
        world.ledger.down(false);

        world.start();
        CallSettlement after = world.end("1", 30);

        assertThat(after.posted()).isTrue();
        assertThat(after.levels()).isEqualTo(before.levels());
        assertThat(world.ledger.balanceMicros(C)).isEqualTo(1_000_000 - 66_050);
    }
}
