package org.trunkline.limits.spi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.trunkline.limits.spi.NodeLeaseStore.Lease;

/** What every {@link NodeLeaseStore} promises. */
public interface NodeLeaseStoreContract {
    int NODES = 8;

    NodeLeaseStore store();

    @Test
    default void aFreeLeaseIsTakenAndKeptBeatByBeat() {
        assertThat(store().find()).isEmpty();

        assertThat(store().take(Optional.empty(), "one")).isTrue();
        assertThat(store().find()).contains(new Lease("one", 1, Optional.empty()));
        assertThat(store().take(store().find(), "one")).isTrue();
        assertThat(store().find()).contains(new Lease("one", 2, Optional.empty()));
    }

    @Test
    default void aLeaseThatHasMovedOnIsNotTaken() {
        store().take(Optional.empty(), "one");
        Optional<Lease> seen = store().find();
        store().take(seen, "one");

        assertThat(store().take(seen, "two")).isFalse();
        assertThat(store().take(Optional.empty(), "two")).isFalse();
        assertThat(store().find()).contains(new Lease("one", 2, Optional.empty()));
    }

    @Test
    default void aLeaseThatStandsStillIsTakenByTheNextNode() {
        store().take(Optional.empty(), "one");
        Optional<Lease> seen = store().find();

        assertThat(store().take(seen, "two")).isTrue();
        assertThat(store().take(seen, "one")).isFalse();
        assertThat(store().find()).contains(new Lease("two", 2, Optional.empty()));
    }

    @Test
    default void theNodeThatHasItIsToldWhoAsked() {
        store().take(Optional.empty(), "one");
        Optional<Lease> seen = store().find();

        store().ask("two");

        assertThat(store().find()).contains(new Lease("one", 1, Optional.of("two")));
        assertThat(store().take(seen, "one")).isTrue();
        assertThat(store().find()).contains(new Lease("one", 2, Optional.empty()));
    }

    @Test
    default void onlyTheNodeThatHasItGivesItBack() {
        store().take(Optional.empty(), "one");

        store().release("two");
        assertThat(store().find()).isPresent();
        store().release("one");
        assertThat(store().find()).isEmpty();
        store().ask("two");
        assertThat(store().find()).isEmpty();
    }

    @Test
    default void ofManyThatTakeItAtOnceOneHasIt() throws Exception {
        assertThat(takenAtOnce(Optional.empty())).hasSize(1);

        assertThat(takenAtOnce(store().find())).hasSize(1);
    }

    private List<String> takenAtOnce(Optional<Lease> seen) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(NODES);
        CountDownLatch start = new CountDownLatch(1);
        List<Future<Boolean>> attempts = new ArrayList<>();
        for (int i = 0; i < NODES; i++) {
            String node = "node" + i;
            attempts.add(threads.submit(() -> {
                start.await();
                return store().take(seen, node);
            }));
        }
        start.countDown();
        List<String> taken = new ArrayList<>();
        for (int i = 0; i < NODES; i++) {
            if (attempts.get(i).get()) {
                taken.add("node" + i);
            }
        }
        threads.shutdown();
        return taken;
    }
}
