package org.trunkline.limits.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.trunkline.limits.internal.World.C;
import static org.trunkline.limits.internal.World.GERMANY;
import static org.trunkline.limits.internal.World.R1;
import static org.trunkline.limits.internal.World.R2;
import static org.trunkline.limits.internal.World.ROOT;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.Caller;
import org.trunkline.kernel.ForbiddenException;
import org.trunkline.limits.CallEnd;
import org.trunkline.limits.Hangup;
import org.trunkline.tasks.NewTask;
import org.trunkline.tasks.spi.GivenRun;
import org.trunkline.tasks.spi.TaskHandler;

/** Calls of the past are charged by the corrected deck, once, whatever happens meanwhile. */
class ReratingTest {
    private static final String PERIOD =
            "ratedeck_id,created_from,created_to\ndeck,2026-02-01T00:00:00Z,2026-04-01T00:00:00Z";

    @TempDir
    Path journal;

    private World world;

    @BeforeEach
    void open() {
        world = new World(journal);
        world.chain();
        world.credit(C, "1000").credit(R2, "1000").credit(R1, "1000");
    }

    @AfterEach
    void close() {
        world.close();
    }

    private List<List<String>> run(boolean preview, AccountId owner, String rows) {
        GivenRun run = new GivenRun(Caller.system(owner, "test"), Map.of(), rows);
        world.rerating(preview).run(run);
        assertThat(run.failed()).isZero();
        return run.rows();
    }

    private void calls(int count, String prefix) {
        for (int i = 0; i < count; i++) {
            world.call(prefix + i, C, GERMANY);
            world.renew(prefix + i, 40);
            world.clock.move(70);
            world.end(prefix + i, 61);
        }
        world.clock.move(60);
    }

    private long spent(AccountId account) {
        return 1_000_000_000 - world.ledger.balanceMicros(account);
    }

    private List<String> problems() {
        return world.proof(Optional.empty()).problems();
    }

    @Test
    void thePreviewTellsTheDifferencePerAccountAndChangesNothing() {
        calls(3, "c");
        world.price(C, "0.1", 1, 1);

        List<List<String>> rows = run(true, ROOT, PERIOD);

        assertThat(rows).extracting(row -> row.get(0)).containsExactlyInAnyOrder(C.value(), R2.value(), R1.value());
        assertThat(rows.stream()
                        .filter(row -> row.get(0).equals(C.value()))
                        .findFirst()
                        .orElseThrow())
                .containsExactly(
                        C.value(), "name " + C, "deck", "USD", "3", "0.402906", "0.305001", "-0.097905", "0", "");
        assertThat(spent(C)).isEqualTo(3 * 134_302);
        assertThat(world.ledger.postings()).isEqualTo(3);
    }

    @Test
    void rootCorrectsWhatItPaysCarriersAndNobodyElseDoes() {
        world.carrier.set(World.price("0.0550", 6, 6));
        calls(3, "c");
        world.carrier.set(World.price("0.0600", 1, 1));
        String carriers = PERIOD.replace("deck,", "carriers,");

        assertThat(run(false, R1, carriers)).isEmpty();
        assertThat(run(true, ROOT, carriers))
                .containsExactly(List.of(
                        ROOT.value(), "name " + ROOT, "carriers", "USD", "3", "0.1815", "0.183", "0.0015", "0", ""));
        run(false, ROOT, carriers);

        assertThat(world.ledger.balanceMicros(ROOT)).isEqualTo(-183_000);
        assertThat(spent(C)).isEqualTo(3 * 134_302);
        assertThat(problems()).isEmpty();
        assertThat(run(false, ROOT, carriers).get(0).get(7)).isEqualTo("0");
    }

    @Test
    void anotherIncrementChangesTheSecondsThatAreCharged() {
        calls(3, "c");
        world.price(C, "0.1", 60, 60);
        run(false, ROOT, PERIOD);
        var first = world.ledger.posted(world.sbc.id() + "/c0/a/rerate:2").get(0);
        assertThat(first.line().usage().quantity()).isEqualTo(120 - 61);
    }

    @Test
    void theDifferencesAreCorrectionsAndARepeatPostsNothing() {
        calls(3, "c");
        world.price(C, "0.1", 1, 1);

        run(false, ROOT, PERIOD);

        assertThat(spent(C)).isEqualTo(3 * 101_667);
        assertThat(spent(R2)).isEqualTo(3 * 94_042);
        assertThat(world.ledger.postings()).isEqualTo(6);
        var entry = world.ledger.posted(world.sbc.id() + "/c0/a/rerate:2").get(0);
        assertThat(entry.line().amountMicros()).isEqualTo(134_302 - 101_667);
        assertThat(entry.line().correctionOf())
                .contains(
                        world.ledger.posted(world.sbc.id() + "/c0/a/end").get(0).id());
        List<List<String>> again = run(false, ROOT, PERIOD);
        assertThat(world.ledger.postings()).isEqualTo(6);
        assertThat(again).allSatisfy(row -> assertThat(row.get(7)).isEqualTo("0"));
        assertThat(problems()).isEmpty();
    }

    @Test
    void aResellerChangesWhatItSoldItsOwnCustomersAndNothingElse() {
        calls(1, "c");
        world.price(C, "0.1", 1, 1).price(R2, "0.05", 1, 1).price(R1, "0.01", 1, 1);
        world.deckOwners.put(R2, R1);

        List<List<String>> rows = run(false, R1, PERIOD);

        assertThat(rows).singleElement().satisfies(row -> assertThat(row.get(0)).isEqualTo(R2.value()));
        assertThat(spent(C)).isEqualTo(134_302);
        assertThat(spent(R2)).isEqualTo(50_833);
        assertThat(spent(R1)).isEqualTo(71_167);
        TaskHandler task = world.rerating(false);
        assertThatThrownBy(() -> task.check(World.system(), C, new NewTask("rates", "rerate", "x", Map.of())))
                .isInstanceOf(ForbiddenException.class);
    }

    @Test
    void aDeckOfAnotherOwnerWithTheSameNameIsNotMeant() {
        calls(1, "c");
        world.price(C, "0.1", 1, 1).price(R2, "0.05", 1, 1);
        world.deckOwners.put(C, R2);

        run(false, ROOT, PERIOD);
        List<List<String>> rows = run(false, R1, PERIOD);

        assertThat(spent(C)).as("its reseller's new price is none of root's").isEqualTo(134_302);
        assertThat(spent(R2)).isEqualTo(50_833);
        assertThat(rows)
                .as("what a reseller sells by root's deck is root's to correct")
                .isEmpty();
    }

    @Test
    void onlyCallsOfThePeriodTheDeckAndTheSubtreeAreMeant() {
        calls(1, "c");
        world.price(C, "0.1", 1, 1);

        run(false, ROOT, "ratedeck_id,created_from,created_to\nother,2026-02-01T00:00:00Z,2026-04-01T00:00:00Z");
        run(false, ROOT, "ratedeck_id,created_from,created_to\ndeck,2026-02-01T00:00:00Z,2026-02-02T00:00:00Z");
        run(
                false,
                R2,
                "account_id,ratedeck_id,created_from,created_to\n" + R2.value()
                        + ",gold,2026-02-01T00:00:00Z,2026-04-01T00:00:00Z");

        assertThat(spent(C)).isEqualTo(134_302);
        run(
                false,
                ROOT,
                "account_id,ratedeck_id,created_from,created_to\n" + R2.value()
                        + ",deck,2026-02-01T00:00:00Z,2026-04-01T00:00:00Z");
        assertThat(spent(C)).isEqualTo(101_667);
    }

    @Test
    void aRowThatIsWrongSaysWhatWouldBeRight() {
        GivenRun run = new GivenRun(
                Caller.system(R1, "test"),
                Map.of(),
                "account_id,ratedeck_id,created_from,created_to\n" + ROOT.value() + ",deck,63900000000,63900000001\n"
                        + ",deck,yesterday,63900000001\n,deck,63900000002,63900000001\n,,1,2");

        world.rerating(false).run(run);

        assertThat(run.failed()).isEqualTo(4);
        assertThat(run.rows()).extracting(row -> row.get(9)).allSatisfy(message -> assertThat(message)
                .containsAnyOf(
                        "must be an account below", "Gregorian seconds", "must not be after", "must name a deck"));
    }

    @Test
    void aCorrectionAfterwardsGoesOnFromTheNewPrice() {
        calls(1, "c");
        world.price(C, "0.1", 1, 1);
        run(false, ROOT, PERIOD);
        world.mayCorrect();

        world.admission()
                .ended(
                        world.caller,
                        new CallEnd(world.key("c0"), 30, Optional.empty(), Hangup.UNKNOWN, true, Optional.empty()));

        assertThat(spent(C)).isEqualTo(50_000);
        assertThat(problems()).isEmpty();
    }

    @Test
    void aCallThatIsLiveUnderTheSameIdIsLeftAlone() {
        calls(1, "c");
        world.clock.move(3_600);
        world.call("c0", C, GERMANY);
        world.price(C, "0.1", 1, 1);

        run(false, ROOT, PERIOD);

        assertThat(world.state().find(world.key("c0"))).isPresent();
        assertThat(spent(C)).isEqualTo(134_302);
    }

    @Test
    void whatWasNotPostedWhenTheProcessWasKilledIsPostedOnceAfterwards() {
        calls(5, "c");
        world.price(C, "0.1", 1, 1);
        world.ledger.down(true);
        run(false, ROOT, PERIOD);
        assertThat(spent(C)).isEqualTo(5 * 134_302);
        world.stop();
        world.ledger.down(false);
        world.start();

        run(false, ROOT, PERIOD);
        world.postAll();
        run(false, ROOT, PERIOD);

        assertThat(spent(C)).isEqualTo(5 * 101_667);
        assertThat(world.ledger.postings()).isEqualTo(10);
        assertThat(problems()).isEmpty();
    }

    /** The ledger, or the store of call records, fails at every step there is, and the process is killed there. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void aKillAtAnyStepLeavesNothingHalfDoneAndNothingDoneTwice(int step) {
        calls(4, "c");
        world.price(C, "0.1", 1, 1).price(R2, "0.05", 1, 1);
        if (step <= 6) {
            world.ledger.failAfter(step - 1);
        } else {
            world.records.failAfter(step - 7);
        }
        try {
            run(false, ROOT, PERIOD);
        } catch (RuntimeException e) {
            assertThat(e).hasMessageContaining("fails");
        }
        world.stop();
        world.ledger.failAfter(Integer.MAX_VALUE);
        world.records.failAfter(Integer.MAX_VALUE);
        world.start();
        world.postAll();

        run(false, ROOT, PERIOD);
        world.postAll();

        assertThat(spent(C)).isEqualTo(4 * 101_667);
        assertThat(spent(R2)).isEqualTo(4 * 50_833);
        assertThat(world.ledger.postings()).isEqualTo(8);
        assertThat(problems()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void inTheEndEveryCallCostsWhatItsDeckSaysWhateverWasDoneToIt(long seed) {
        Random random = new Random(seed);
        world.mayCorrect();
        calls(6, "c");
        long[] seconds = {61, 61, 61, 61, 61, 61};
        for (int i = 0; i < 20; i++) {
            int call = random.nextInt(6);
            if (random.nextBoolean()) {
                seconds[call] = 1 + random.nextInt(300);
                world.admission()
                        .ended(
                                world.caller,
                                new CallEnd(
                                        world.key("c" + call),
                                        seconds[call],
                                        Optional.empty(),
                                        Hangup.UNKNOWN,
                                        true,
                                        Optional.empty()));
            } else {
                world.price(C, "0." + (1 + random.nextInt(99)), 1 + random.nextInt(60), random.nextInt(60));
                run(false, ROOT, PERIOD);
            }
        }
        run(false, ROOT, PERIOD);

        long wanted = 0;
        for (long each : seconds) {
            wanted += world.prices.get(C).costMicros(each);
        }
        assertThat(spent(C)).isEqualTo(wanted);
        assertThat(problems()).isEmpty();
    }
}
