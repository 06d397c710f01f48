package org.trunkline.limits.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.trunkline.limits.internal.World.C;
import static org.trunkline.limits.internal.World.GERMANY;
import static org.trunkline.limits.internal.World.R1;
import static org.trunkline.limits.internal.World.R2;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trunkline.kernel.ConflictException;
import org.trunkline.kernel.NotFoundException;
import org.trunkline.limits.CallDecision;
import org.trunkline.limits.CallEndConflict;
import org.trunkline.limits.CallSettlement;
import org.trunkline.limits.Reason;
import org.trunkline.limits.ReportedCalls;
import org.trunkline.limits.ReportedCalls.Outcome;
import org.trunkline.limits.ReportedCalls.ReportedCall;
import org.trunkline.rating.Direction;

/** Live calls after a switch or a node has forgotten something, and calls that change their id. */
class ResyncTest {
    @TempDir
    Path journal;

    private World world;

    @BeforeEach
    void open() {
        world = new World(journal);
        world.limits(R1, "{\"enabled\":false}").limits(R2, "{\"enabled\":false}");
        world.price(C, "0.06", 1, 1).credit(C, "10");
    }

    @AfterEach
    void close() {
        world.close();
    }

    private ReportedCall known(String callId, long elapsed) {
        return new ReportedCall(world.key(callId), elapsed, Optional.empty());
    }

    private ReportedCall whole(String callId, long elapsed) {
        return new ReportedCall(
                world.key(callId), elapsed, Optional.of(world.attempt(callId, C, Direction.OUTBOUND, GERMANY)));
    }

    private Outcome resync(Instant asOf, int part, int parts, ReportedCall... calls) {
        return world.admission().resync(world.caller, new ReportedCalls(asOf, part, parts, List.of(calls)));
    }

    @Test
    void addsWhatOnlyTheSwitchKnowsAndReleasesWhatOnlyWeKnow() {
        world.call("both", C, GERMANY);
        world.call("ours", C, GERMANY);
        world.clock.move(30);

        Outcome outcome =
                resync(world.clock.instant(), 1, 1, known("both", 20), whole("theirs", 100), known("nobody's", 5));

        assertThat(outcome).isEqualTo(new Outcome(1, 1, 1, List.of("nobody's")));
        assertThat(world.state().live()).extracting(call -> call.key().callId()).containsOnly("both", "theirs");
        assertThat(world.held(C)).isEqualTo(80_000 + 160_000);
        world.clock.move(60);
        world.end("theirs", 150);
        world.end("both", 80);
        world.end("ours", 0);
        assertThat(world.ledger.balanceMicros(C)).isEqualTo(10_000_000 - 150_000 - 80_000);
        assertThat(world.held(C)).isZero();
    }

    @Test
    void addsEvenAboveTheLimits() {
        world.limits(C, "{\"calls\":1}").credit(C, "0.01");

        Outcome outcome = resync(world.clock.instant(), 1, 1, whole("1", 100), whole("2", 100));

        assertThat(outcome.added()).isEqualTo(2);
        assertThat(world.held(C)).isEqualTo(200_000);
        assertThat(world.call("3", C, GERMANY).reason()).isEqualTo(Reason.CALLS_MAX_REACHED);
    }

    @Test
    void releasesNothingThatStartedAfterTheSwitchHadLooked() {
        Instant looked = world.clock.instant();
        world.call("new", C, GERMANY);

        assertThat(resync(looked, 1, 1).released()).isZero();
        assertThat(world.state().live()).hasSize(1);
    }

    @Test
    void releasesNothingBeforeTheLastPart() {
        world.call("1", C, GERMANY);
        world.call("2", C, GERMANY);
        world.call("3", C, GERMANY);
        world.clock.move(10);
        Instant looked = world.clock.instant();

        assertThat(resync(looked, 1, 2, known("1", 5)).released()).isZero();
        assertThat(resync(looked, 1, 2, known("1", 5)).released()).isZero();
        assertThat(resync(looked, 2, 2, known("2", 5)).released()).isEqualTo(1);

        assertThat(world.state().live()).extracting(call -> call.key().callId()).containsOnly("1", "2");
    }

    @Test
    void aReleasedCallIsSettledForWhatWasConfirmedAndItsLateEndCorrectsThat() {
        world.call("1", C, GERMANY);
        world.clock.move(40);
        world.renew("1", 40);
        world.clock.move(10);

        resync(world.clock.instant(), 1, 1);

        assertThat(world.ledger.balanceMicros(C)).isEqualTo(10_000_000 - 40_000);
        assertThat(world.end("1", 45).flags()).contains("late");
        assertThat(world.ledger.balanceMicros(C)).isEqualTo(10_000_000 - 45_000);
    }

    @Test
    void takesBackACallThatWasSettledByItsLeaseButNoneThatHasEnded() {
        world.call("1", C, GERMANY);
        world.call("2", C, GERMANY);
        world.clock.move(1_000);
        world.settleLeases();
        world.end("2", 10);

        Outcome outcome = resync(world.clock.instant(), 1, 1, whole("1", 700), whole("2", 700));

        assertThat(outcome).isEqualTo(new Outcome(1, 0, 0, List.of("2")));
        assertThat(world.end("1", 710).levels().get(0).amountMicros()).isEqualTo(-710_000);
        assertThat(world.ledger.balanceMicros(C)).isEqualTo(10_000_000 - 710_000 - 10_000);
    }

    @Test
    void aCallIsKnownUnderBothIdsAndItsEntriesKeepTheFirst() {
        CallDecision decision = world.call("1", C, GERMANY);

        world.admission().replace(world.caller, world.key("1"), "2");
        world.admission().replace(world.caller, world.key("1"), "2");
        world.clock.move(40);
        assertThat(world.call("2", C, GERMANY)).isEqualTo(decision);
        assertThat(world.renew("2", 40).maxSeconds()).hasValue(100);
        world.restart();
        world.admission().replace(world.caller, world.key("2"), "3");
        CallSettlement end = world.end("3", 45);

        assertThat(world.state().live()).isEmpty();
        assertThat(world.end("1", 45)).isEqualTo(end);
        assertThat(world.end("2", 45)).isEqualTo(end);
        assertThatThrownBy(() -> world.end("2", 46)).isInstanceOf(CallEndConflict.class);
        assertThat(world.call("2", C, GERMANY).ended()).isTrue();
        assertThat(world.ledger.posted(world.sbc.id() + "/1/a/end")).hasSize(1);
        assertThat(world.ledger.balanceMicros(C)).isEqualTo(10_000_000 - 45_000);
        world.clock.move(3_600);
        assertThat(world.end("3", 45)).isEqualTo(end);
    }

    @Test
    void anIdThatIsInUseReplacesNone() {
        world.call("1", C, GERMANY);
        world.call("2", C, GERMANY);
        world.call("3", C, GERMANY);
        world.end("3", 0);

        assertThatThrownBy(() -> world.admission().replace(world.caller, world.key("1"), "2"))
                .isInstanceOf(ConflictException.class);
        assertThatThrownBy(() -> world.admission().replace(world.caller, world.key("1"), "3"))
                .isInstanceOf(ConflictException.class);
        assertThatThrownBy(() -> world.admission().replace(world.caller, world.key("nope"), "4"))
                .isInstanceOf(NotFoundException.class);
    }
}
