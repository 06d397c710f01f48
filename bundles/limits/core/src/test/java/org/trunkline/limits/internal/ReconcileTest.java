package org.trunkline.limits.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.trunkline.limits.internal.World.C;
import static org.trunkline.limits.internal.World.GERMANY;
import static org.trunkline.limits.internal.World.ROOT;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trunkline.kernel.Caller;
import org.trunkline.kernel.InvalidException;
import org.trunkline.tasks.NewTask;
import org.trunkline.tasks.spi.GivenRun;

/** A switch's own records have the last word, and the proof finds what is charged wrongly. */
class ReconcileTest {
    @TempDir
    Path journal;

    private World world;

    @BeforeEach
    void open() {
        world = new World(journal);
        world.chain();
    }

    @AfterEach
    void close() {
        world.close();
    }

    private GivenRun run(String csv) {
        GivenRun run = new GivenRun(Caller.system(ROOT, "test"), Map.of("switch_id", world.sbc.id()), csv);
        world.reconcile().run(run);
        return run;
    }

    private void ended(String call, long seconds) {
        world.call(call, C, GERMANY);
        world.clock.move(seconds);
        world.end(call, seconds);
    }

    @Test
    void differencesArePostedOnceAndTheOutputSaysRowByRowWhatWasFound() {
        ended("same", 30);
        ended("longer", 30);
        String file = "call_id,leg,billed_seconds,ended_at,direction,account_id,from,to\n"
                + "same,a,30,,,,,\n"
                + "longer,,40,,,,,\n"
                + "missed,,30,2026-03-01T09:00:00Z,outbound," + C + ",+14155550100," + GERMANY + "\n"
                + "nobody,,30,,,,,\n"
                + "bad,,-1,,,,,\n";

        GivenRun first = run(file);

        assertThat(first.rows())
                .extracting(row -> row.get(0) + " " + row.get(2) + " " + row.get(3) + " " + row.get(5))
                .containsExactly(
                        "same same 30 -0.06605",
                        "longer corrected 30 -0.088067",
                        "missed charged  -0.06605",
                        "nobody unknown  ",
                        "bad wrong  ");
        assertThat(first.failed()).isEqualTo(2);
        long balance = world.ledger.balanceMicros(C);
        assertThat(balance).isEqualTo(1_000_000 - 66_050 - 88_067 - 66_050);

        GivenRun again = run(file);

        assertThat(again.rows())
                .extracting(row -> row.get(2))
                .containsExactly("same", "same", "same", "unknown", "wrong");
        assertThat(world.ledger.balanceMicros(C)).isEqualTo(balance);
        assertThat(world.proof(Optional.empty()).problems()).isEmpty();
    }

    @Test
    void onlyRootReconcilesAndOnlyASwitchThatIsThere() {
        ReconcileTask task = world.reconcile();

        assertThatThrownBy(() -> task.check(World.system(), ROOT, new NewTask("cdrs", "reconcile", "x", Map.of())))
                .isInstanceOf(InvalidException.class);
    }

    @Test
    void theProofFindsWhatIsMissingWrongAndDouble() {
        ended("good", 30);
        ended("missing", 30);
        ended("wrong", 30);
        ended("double", 30);
        world.clock.move(120);
        assertThat(world.proof(Optional.empty()).calls()).isEqualTo(4);
        String prefix = world.sbc.id() + "/";
        world.ledger.forget(prefix + "missing/a/end");
        world.ledger.forget(prefix + "wrong/a/end");
        world.ledger.copy(prefix + "good/a/end", prefix + "wrong/a/end", 2);
        world.ledger.copy(prefix + "good/a/end", prefix + "double/a/recon:2", 1);

        List<String> problems = world.proof(Optional.empty()).problems();

        assertThat(problems).hasSize(3);
        assertThat(problems)
                .anySatisfy(text -> assertThat(text).contains("missing").contains("not charged"));
        assertThat(problems)
                .anySatisfy(text -> assertThat(text).contains("wrong").contains("charged wrongly"));
        assertThat(problems)
                .anySatisfy(text -> assertThat(text).contains("double").contains("charged twice"));
    }

    @Test
    void theProofGoesOnWhereItEndedAndNotPastWhatStillWaits() {
        CallProofManager proof = world.proofManager();
        ended("1", 30);
        world.clock.move(120);
        assertThat(proof.proveWhatEndedSince().calls()).isEqualTo(1);
        assertThat(proof.proveWhatEndedSince().calls()).isZero();
        world.call("2", C, GERMANY);
        world.ledger.down(true);
        world.clock.move(30);
        world.end("2", 30);
        world.clock.move(120);
        assertThat(proof.proveWhatEndedSince().calls()).isZero();
        world.ledger.down(false);
        world.postAll();

        assertThat(proof.proveWhatEndedSince().calls()).isEqualTo(1);
    }

    @Test
    void theProofCatchesUpWithWhatEndedBeforeAStop() {
        CallProofManager before = world.proofManager();
        ended("1", 30);
        world.clock.move(120);
        assertThat(before.proveWhatEndedSince().calls()).isEqualTo(1);
        before.close();
        ended("2", 30);
        world.clock.move(5 * 86_400);

        assertThat(world.proofManager().proveWhatEndedSince().calls()).isEqualTo(1);
        assertThat(world.proofManager().proveWhatEndedSince().calls()).isZero();
    }

    @Test
    void theProofGoesNoFurtherBackThanAMonth() {
        ended("1", 30);
        world.proofs.proven(world.clock.instant().minusSeconds(60));
        world.clock.move(32 * 86_400);
        ended("2", 30);
        world.clock.move(120);

        assertThat(world.proofManager().proveWhatEndedSince().calls()).isEqualTo(1);
    }
}
