package org.trunkline.limits.state.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.trunkline.limits.spi.InMemoryNodeLeaseStore;
import org.trunkline.limits.state.NodeRole;

/** Of the nodes of one database one decides, whatever stops, starts, pauses or loses sight of the database. */
class NodeLeaseTest {
    private final InMemoryNodeLeaseStore store = new InMemoryNodeLeaseStore();
    private final List<String> startedAfresh = new ArrayList<>();
    private final List<NodeLease> all = new ArrayList<>();
    private long seconds;

    @AfterEach
    void close() {
        store.down(false);
        all.forEach(NodeLease::close);
    }

    private NodeLease started(String node) {
        NodeLease lease = new NodeLease(
                store,
                node,
                () -> TimeUnit.SECONDS.toNanos(seconds),
                () -> startedAfresh.add(node),
                Daemons.named("beats"));
        all.add(lease);
        lease.beat();
        return lease;
    }

    private void pass(long time, NodeLease... beating) {
        for (long end = seconds + time; seconds < end; ) {
            seconds += 2;
            for (NodeLease each : beating) {
                each.beat();
            }
        }
    }

    @Test
    void theFirstNodeLeadsAndTheSecondStandsByForAsLongAsTheFirstIsThere() {
        NodeLease one = started("one");
        NodeLease two = started("two");

        pass(3_600, one, two);

        assertThat(one.role()).isEqualTo(NodeRole.LEADS);
        assertThat(two.role()).isEqualTo(NodeRole.STANDS_BY);
    }

    @Test
    void theSecondTakesOverWhenTheFirstHasCrashedAndNotBeforeTheFirstWouldHaveStopped() {
        NodeLease one = started("one");
        NodeLease two = started("two");
        pass(4, one, two);

        pass(16, two);
        assertThat(one.role()).isEqualTo(NodeRole.STANDS_BY);
        assertThat(two.role()).isEqualTo(NodeRole.STANDS_BY);
        pass(12, two);

        assertThat(startedAfresh).containsExactly("two");
        assertThat(two.role()).isEqualTo(NodeRole.STANDS_BY);
        NodeLease twoAgain = started("two");
        assertThat(twoAgain.role()).isEqualTo(NodeRole.LEADS);
        one.beat();
        assertThat(one.role()).isEqualTo(NodeRole.STANDS_BY);
        pass(60, one, twoAgain);
        assertThat(twoAgain.role()).isEqualTo(NodeRole.LEADS);
    }

    @Test
    void aNodeThatStopsLetsTheOtherGoOnAtOnce() {
        NodeLease one = started("one");
        NodeLease two = started("two");

        one.close();
        two.beat();

        assertThat(one.role()).isEqualTo(NodeRole.STANDS_BY);
        assertThat(startedAfresh).containsExactly("two");
        assertThat(started("two").role()).isEqualTo(NodeRole.LEADS);
    }

    @Test
    void aNodeThatWasKilledGoesOnAtOnceWhenItIsStartedAgain() {
        started("one");
        seconds++;

        assertThat(started("one").role()).isEqualTo(NodeRole.LEADS);
    }

    @Test
    void aNodeThatIsAloneIsCutOffFromItsDatabaseAndLeadsAgainAfterwards() {
        NodeLease one = started("one");
        pass(10, one);
        store.down(true);

        pass(14, one);
        assertThat(one.role()).isEqualTo(NodeRole.LEADS);
        pass(600, one);
        assertThat(one.role()).isEqualTo(NodeRole.CUT_OFF);
        store.down(false);
        one.beat();

        assertThat(one.role()).isEqualTo(NodeRole.LEADS);
    }

    @Test
    void aNodeThatKnowsOfAnotherOneStandsByWhenItLosesSightOfTheDatabase() {
        NodeLease one = started("one");
        NodeLease two = started("two");
        pass(4, one, two);
        store.down(true);

        pass(16, one, two);

        assertThat(one.role()).isEqualTo(NodeRole.STANDS_BY);
        assertThat(two.role()).isEqualTo(NodeRole.STANDS_BY);
    }

    /** Whoever pauses, for however long: there is no instant at which two lead. */
    @Test
    void neverDoTwoLead() {
        int takenOver = 0;
        for (int seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            List<NodeLease> nodes =
                    new ArrayList<>(List.of(started("a" + seed), started("b" + seed), started("c" + seed)));
            int[] sleepsUntil = new int[nodes.size()];
            for (int step = 0; step < 300; step++) {
                seconds++;
                store.down(random.nextInt(20) == 0);
                for (int i = 0; i < nodes.size(); i++) {
                    if (random.nextInt(50) == 0) {
                        sleepsUntil[i] = step + random.nextInt(60);
                    }
                    if (step >= sleepsUntil[i]) {
                        nodes.get(i).beat();
                    }
                    if (startedAfresh.remove(List.of("a", "b", "c").get(i) + seed)) {
                        nodes.set(i, started(List.of("a", "b", "c").get(i) + seed));
                        takenOver++;
                    }
                }
                assertThat(nodes)
                        .as("seed %d step %d", seed, step)
                        .filteredOn(node -> node.role() != NodeRole.STANDS_BY)
                        .hasSizeLessThanOrEqualTo(1);
            }
            store.down(false);
            nodes.forEach(NodeLease::close);
        }
        assertThat(takenOver).isGreaterThan(100);
    }
}
