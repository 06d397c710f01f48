package org.trunkline.rating.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.trunkline.rating.internal.TestTree.ROOT;
import static org.trunkline.rating.internal.World.admin;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.trunkline.rating.spi.DeckStore;
import org.trunkline.tasks.spi.GivenRun;

/** An import that is killed at any step: nothing of it half visible, nothing of it twice. */
class ImportCrashTest {
    private static final String DECK = "ratedeck";
    private static final String BEFORE = "prefix,rate_cost\n44,1\n45,1\n";
    private static final String IMPORT = "prefix,rate_cost,rate_service\n44,2,\n4420,2,\n46,2,\n44,2,sms\n";
    private static final Set<String> OLD = Set.of("XX-44=1", "XX-45=1");
    private static final Set<String> NEW = Set.of("XX-44=2", "XX-45=1", "XX-4420=2", "XX-46=2", "XX-44-sms=2");

    private final World world = new World();
    private int callsLeft;
    private Killed killed = Killed.BEFORE_THE_STORE_DOES_IT;

    /** When the process dies. */
    enum Killed {
        BEFORE_THE_STORE_DOES_IT,
        AFTER_THE_STORE_DID_IT
    }

    private static final class Crash extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    @ParameterizedTest
    @EnumSource
    void isVisibleAsAWholeOrNotAtAll(Killed moment) {
        killed = moment;
        boolean isOver = false;
        int steps = 0;
        List<Set<String>> outcomes = new ArrayList<>();
        while (!isOver) {
            Case of = new Case();
            callsLeft = steps++;
            isOver = of.isImported();
            callsLeft = Integer.MAX_VALUE;

            Set<String> found = of.ratesAfterRestart();
            assertThat(found).as("killed at step " + steps).isIn(OLD, NEW);
            outcomes.add(found);

            // whoever was told nothing imports again
            assertThat(of.isImportedAfterRestart()).isTrue();
            assertThat(of.ratesAfterRestart()).as("again after step " + steps).isEqualTo(NEW);
        }
        assertThat(steps).isGreaterThan(2);
        assertThat(outcomes).contains(OLD, NEW);
        assertThat(outcomes.indexOf(NEW)).as("once there it stays").isGreaterThan(outcomes.lastIndexOf(OLD));
    }

    @Test
    void theNodeItselfShowsWhatIsStoredWhenOnlyTheAnswerWasLost() {
        killed = Killed.AFTER_THE_STORE_DID_IT;
        for (int step = 0; step < 3; step++) {
            Case of = new Case();
            callsLeft = step;
            of.isImported();
            callsLeft = Integer.MAX_VALUE;
            of.model.refreshAll();

            assertThat(of.rates(of.model)).isEqualTo(of.ratesAfterRestart());
        }
    }

    /** A deck of its own over a store that dies. */
    private final class Case {
        private final World own = new World();
        private final DeckStore dying = (DeckStore) Proxy.newProxyInstance(
                DeckStore.class.getClassLoader(), new Class<?>[] {DeckStore.class}, (proxy, method, arguments) -> {
                    boolean dies = callsLeft-- == 0;
                    if (dies && killed == Killed.BEFORE_THE_STORE_DOES_IT) {
                        throw new Crash();
                    }
                    try {
                        Object result = method.invoke(own.store, arguments);
                        if (dies) {
                            throw new Crash();
                        }
                        return result;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
        private final DeckModel model;

        Case() {
            own.imported(ROOT, DECK, BEFORE);
            callsLeft = Integer.MAX_VALUE;
            model = new DeckModel(dying, own.assignments, own.tree, world.silent(), own.clock);
        }

        boolean isImported() {
            return imported(model);
        }

        boolean isImportedAfterRestart() {
            return imported(new DeckModel(dying, own.assignments, own.tree, world.silent(), own.clock));
        }

        private boolean imported(DeckModel into) {
            GivenRun run = new GivenRun(admin(ROOT), Map.of(RateImport.DECK, DECK), IMPORT);
            try {
                new RateImport(new DeckWriter(dying, into, own.clock), own.tree).run(run);
                return run.errors().isEmpty();
            } catch (Crash e) {
                return false;
            }
        }

        Set<String> ratesAfterRestart() {
            return rates(own.restarted());
        }

        Set<String> rates(DeckModel of) {
            Instant now = own.clock.instant();
            List<String> found = new ArrayList<>();
            of.deck(ROOT, DECK)
                    .orElseThrow()
                    .at(now)
                    .forEachPrefix(
                            rows -> rows.forEach(row -> found.add(row.id() + "=" + row.rateNanos() / 1_000_000_000L)));
            assertThat(found).doesNotHaveDuplicates();
            return Set.copyOf(found);
        }
    }
}
