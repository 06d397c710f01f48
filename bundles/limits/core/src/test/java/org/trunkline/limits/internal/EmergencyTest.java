package org.trunkline.limits.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.trunkline.limits.internal.World.C;
import static org.trunkline.limits.internal.World.GERMANY;
import static org.trunkline.limits.internal.World.R1;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trunkline.kernel.AccountId;
import org.trunkline.limits.CallAttempt;
import org.trunkline.limits.CallDecision;
import org.trunkline.limits.CallEnd;
import org.trunkline.limits.CallSettlement;
import org.trunkline.limits.Hangup;
import org.trunkline.limits.Reason;
import org.trunkline.rating.Direction;

/** Emergency calls: never refused, never charged (charging §2.1). */
class EmergencyTest {
    private static final AccountId NOBODY = new AccountId("e".repeat(32));
    private static final String DOMESTIC = "+14155550199";

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
    void areLetThroughWhereEverythingElseIsRefused() {
        world.limits(C, "{\"calls\":0,\"allow_prepay\":false}");
        world.tree.disable(R1);
        world.tree.restrict(C, "emergency");

        assertThat(world.call("1", C, "911").reason()).isEqualTo(Reason.EMERGENCY);
        assertThat(world.call("2", NOBODY, "112").reason()).isEqualTo(Reason.EMERGENCY);
        assertThat(world.call("3", C, "933").reason()).isEqualTo(Reason.EMERGENCY);
        assertThat(world.end("1", 300).levels()).isEmpty();
        assertThat(world.end("2", 300).levels()).isEmpty();
    }

    @Test
    void areCountedSoThatOtherCallsFindTheLimitsReached() {
        world.chain();
        world.limits(World.ROOT, "{\"calls\":1,\"apply_to_descendants\":true}");
        world.call("1", C, "911");

        assertThat(world.call("2", C, GERMANY).reason()).isEqualTo(Reason.CALLS_MAX_REACHED);
        assertThat(world.call("3", C, "911").reason()).isEqualTo(Reason.EMERGENCY);
        world.end("1", 5);
        world.end("3", 5);
        assertThat(world.call("4", C, GERMANY).allowed()).isTrue();
    }

    @Test
    void areLetThroughWhenTheJournalCannotBeWritten() {
        try (World full = new World(journal.resolve("full"), FullDisk::new)) {
            full.chain();

            assertThat(full.call("1", C, GERMANY).reason()).isEqualTo(Reason.UNAVAILABLE);
            assertThat(full.call("2", C, "911").reason()).isEqualTo(Reason.EMERGENCY);
            assertThat(full.held(C)).isZero();
        }
    }

    @Test
    void areLetThroughUnderTheIdOfAnotherCallWhichStaysAsItIs() {
        world.price(C, "0.12", 1, 1).credit(C, "1");
        world.limits(R1, "{\"enabled\":false}").limits(World.R2, "{\"enabled\":false}");
        world.call("1", C, GERMANY);

        CallDecision decision = world.call("1", C, "911");

        assertThat(decision.reason()).isEqualTo(Reason.EMERGENCY);
        assertThat(decision.maxSeconds()).isEmpty();
        assertThat(world.held(C)).isEqualTo(120_000);
        world.clock.move(60);
        world.end("1", 30);
        assertThat(world.ledger.balanceMicros(C)).isEqualTo(940_000);
        assertThat(world.call("1", C, "911").reason()).isEqualTo(Reason.EMERGENCY);
        assertThat(world.state().live()).isEmpty();
    }

    @Test
    void areTheSameCallWhenTheyAreAskedForAgain() {
        CallDecision first = world.call("1", C, "911");

        assertThat(world.call("1", C, "911")).isEqualTo(first);
        assertThat(world.state().live()).hasSize(1);
        assertThat(first.classification()).isEqualTo("emergency");
        world.end("1", 5);
        assertThat(world.call("1", C, "911").ended()).isTrue();
    }

    @Test
    void mayBeCalledBackAlsoAfterARestart() {
        world.limits(C, "{\"calls\":0,\"allow_prepay\":false}");
        world.call("1", C, "911");
        world.end("1", 60);

        assertThat(world.inbound("2", C, DOMESTIC).allowed()).isTrue();
        world.restart();
        assertThat(world.inbound("3", C, DOMESTIC).allowed()).isTrue();
        world.clock.move(3_601);
        assertThat(world.inbound("4", C, DOMESTIC).reason()).isEqualTo(Reason.CALLS_MAX_REACHED);
    }

    @Test
    void areNotCalledBackAfterATest() {
        world.limits(C, "{\"calls\":0,\"allow_prepay\":false}");
        CallDecision test = world.call("1", C, "933");
        world.end("1", 60);

        assertThat(test.classification()).isEqualTo("emergency");
        assertThat(test.emergency()).isTrue();
        assertThat(world.inbound("2", C, DOMESTIC).reason()).isEqualTo(Reason.CALLS_MAX_REACHED);
    }

    @Test
    void areSettledForNothingIfTheirEndIsTheFirstThatIsHeard() {
        CallAttempt attempt = world.attempt("1", NOBODY, Direction.OUTBOUND, "911");

        CallSettlement settlement = world.admission()
                .ended(
                        world.caller,
                        new CallEnd(attempt.key(), 300, Optional.empty(), Hangup.UNKNOWN, false, Optional.of(attempt)));

        assertThat(settlement.authorized()).isFalse();
        assertThat(settlement.posted()).isTrue();
        assertThat(settlement.levels()).isEqualTo(List.of());
    }
}
