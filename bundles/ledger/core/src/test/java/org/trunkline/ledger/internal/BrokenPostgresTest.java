package org.trunkline.ledger.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.trunkline.ledger.internal.Postings.call;
import static org.trunkline.ledger.internal.TestTree.CUSTOMER;
import static org.trunkline.ledger.internal.TestTree.MASTER;
import static org.trunkline.ledger.internal.TestTree.RESELLER;
import static org.trunkline.ledger.internal.TestTree.ROOT;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trunkline.kernel.Caller;
import org.trunkline.kernel.Change;
import org.trunkline.kernel.UnavailableException;
import org.trunkline.ledger.Posting;
import org.trunkline.ledger.jpa.internal.JpaLedgerStore;
import org.trunkline.ledger.spi.LedgerStore;
import org.trunkline.persistence.testing.StoreDatabase;
import org.trunkline.persistence.testing.StoreDatabases;

/** A database that dies while a group of postings is written: nothing of it is half visible, nothing is there twice. */
final class BrokenPostgresTest {
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    private static final Caller BY = Caller.system(ROOT, "test");

    private static LedgerStore store(StoreDatabase database) {
        return new JpaLedgerStore(database.unit(), database.changes(), database.schema());
    }

    /** Two calls, one that corrects another, and a repeat; the first takes the customer below a threshold. */
    private static List<LedgerStore.Order> group(int round) {
        Change change = new Change("ledger", "k", CUSTOMER, "debited", BY, NOW, "{}");
        List<LedgerStore.Order> orders = new ArrayList<>();
        orders.add(order("a" + round, List.of(change), call(CUSTOMER, RESELLER, -7), call(RESELLER, MASTER, -5)));
        orders.add(order("b" + round, List.of(), call(CUSTOMER, RESELLER, 6)));
        orders.add(order("first", List.of(), call(CUSTOMER, RESELLER, 1)));
        return orders;
    }

    private static LedgerStore.Order order(
            String key, List<Change> recorded, org.trunkline.ledger.PostingLine... lines) {
        return new LedgerStore.Order(new Posting(key, List.of(lines)), "test", recorded);
    }

    @Test
    void aGroupWhoseConnectionDiesBeforeAnyOfItsStepsIsNotThere() {
        BreakingDataSource breaking = new BreakingDataSource(StoreDatabases.postgresDataSource());
        try (StoreDatabase database = StoreDatabases.of(breaking, "ledger")) {
            LedgerStore store = store(database);
            store.post(List.of(order("first", List.of(), call(CUSTOMER, RESELLER, 1))), NOW);
            store.watch(CUSTOMER, "low_balance", OptionalLong.of(0));
            int steps = 0;
            boolean broken = true;
            while (broken) {
                int round = ++steps;
                long before = database.number(
                        "select balance_micros from ledger_balance where account_id = '" + CUSTOMER + "'");
                long changes = database.number("select count(*) from outbox");
                breaking.breakBefore(round);
                try {
                    store.post(group(round), NOW);
                } catch (UnavailableException e) {
                    assertThat(store.posted("a" + round)).isEmpty();
                    assertThat(store.posted("b" + round)).isEmpty();
                }
                broken = breaking.hasBroken();
                if (broken) {
                    assertThat(database.number(
                                    "select balance_micros from ledger_balance where account_id = '" + CUSTOMER + "'"))
                            .isEqualTo(before);
                    assertThat(database.number("select count(*) from outbox")).isEqualTo(changes);
                    assertThat(new LedgerProof(store).verify().problems()).isEmpty();
                    assertThat(store.post(group(round), NOW))
                            .extracting(LedgerStore.Posted::isNew)
                            .containsExactly(true, true, false);
                }
                assertThat(store.balance(CUSTOMER).orElseThrow().balanceMicros())
                        .isEqualTo(before - 1);
            }
            // keys, lock, entries, balances, contra totals, outbox, commit and more: each has been the last one once
            assertThat(steps).isGreaterThan(10);
            assertThat(new LedgerProof(store).verify().problems()).isEmpty();
        }
    }

    @Test
    void aGroupWhoseAnswerIsLostIsThereOnce() {
        BreakingDataSource breaking = new BreakingDataSource(StoreDatabases.postgresDataSource());
        try (StoreDatabase database = StoreDatabases.of(breaking, "ledger")) {
            LedgerStore store = store(database);
            store.post(List.of(order("first", List.of(), call(CUSTOMER, RESELLER, 1))), NOW);
            int committed = 0;
            int round = 0;
            boolean broken = true;
            while (broken) {
                int last = ++round;
                breaking.breakAfter(last);
                try {
                    store.post(group(last), NOW);
                } catch (UnavailableException e) {
                    committed += store.posted("a" + last).isEmpty() ? 0 : 1;
                }
                broken = breaking.hasBroken();
                store.post(group(last), NOW);
                assertThat(store.balance(CUSTOMER).orElseThrow().balanceMicros())
                        .isEqualTo(1 - last);
                assertThat(store.posted("a" + last)).hasSize(2);
            }
            // the answer to the commit; once more where the group after it has a statement more, to look totals up anew
            assertThat(committed).isBetween(1, 2);
            assertThat(new LedgerProof(store).verify().problems()).isEmpty();
        }
    }

    @Test
    void postingsGoOnAfterTheServerWasKilled(@TempDir Path data) throws Exception {
        EmbeddedPostgres server = server(data.resolve("pg"), 0);
        int port = server.getPort();
        try (StoreDatabase database = StoreDatabases.of(server.getPostgresDatabase(), "ledger")) {
            LedgerManager ledger = new LedgerManager(store(database), new MovedClock("2026-11-23T12:00:00Z"));
            CountDownLatch begun = new CountDownLatch(200);
            ExecutorService posters = Executors.newFixedThreadPool(8);
            List<Future<Void>> work = new ArrayList<>();
            for (int poster = 0; poster < 8; poster++) {
                int own = poster;
                work.add(posters.submit((Callable<Void>) () -> {
                    for (int i = 0; i < 100; i++) {
                        postUntilTaken(ledger, Postings.of("p" + own + "/" + i, call(CUSTOMER, RESELLER, -1)));
                        begun.countDown();
                    }
                    return null;
                }));
            }
            begun.await();
            kill(data.resolve("pg"));
            server.close();
            server = server(data.resolve("pg"), port);
            for (Future<Void> each : work) {
                each.get();
            }
            posters.shutdown();
            ledger.close();

            assertThat(store(database).balance(CUSTOMER).orElseThrow().balanceMicros())
                    .isEqualTo(-800);
            assertThat(ledger.balanceMicros(CUSTOMER)).isEqualTo(-800);
            assertThat(database.number("select count(*) from ledger_posting")).isEqualTo(800);
            assertThat(new LedgerProof(store(database)).verify().problems()).isEmpty();
        } finally {
            server.close();
        }
    }

    /** As a server that keeps what it confirms: those for tests are set to lose the last moments when they are killed. */
    private static EmbeddedPostgres server(Path data, int port) throws IOException {
        EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("listen_addresses", "127.0.0.1");
        return (port == 0 ? builder : builder.setPort(port)).start();
    }

    /** Kills the server and all its processes, and returns when they are gone. */
    private static void kill(Path data) throws Exception {
        long postmaster = Long.parseLong(
                Files.readAllLines(data.resolve("postmaster.pid")).get(0));
        ProcessHandle parent = ProcessHandle.of(postmaster).orElseThrow();
        List<ProcessHandle> all = new ArrayList<>(parent.children().toList());
        all.add(0, parent);
        all.forEach(ProcessHandle::destroyForcibly);
        for (ProcessHandle each : all) {
            each.onExit().get();
        }
    }

    /** The key makes it happen once, however often it is posted. */
    private static void postUntilTaken(LedgerManager ledger, Posting posting) {
        boolean taken = false;
        for (int attempt = 1; !taken; attempt++) {
            try {
                taken = !ledger.post(BY, posting).isEmpty();
            } catch (UnavailableException e) {
                assertThat(attempt).isLessThan(10_000);
            }
        }
    }
}
