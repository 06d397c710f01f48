package org.trunkline.ledger.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.trunkline.ledger.internal.Postings.call;
import static org.trunkline.ledger.internal.TestTree.CUSTOMER;
import static org.trunkline.ledger.internal.TestTree.MASTER;
import static org.trunkline.ledger.internal.TestTree.RESELLER;
import static org.trunkline.ledger.internal.TestTree.ROOT;
import static org.trunkline.ledger.internal.TestTree.STRANGER;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.Caller;
import org.trunkline.kernel.Change;
import org.trunkline.kernel.ConflictException;
import org.trunkline.kernel.UnavailableException;
import org.trunkline.ledger.Entry;
import org.trunkline.ledger.Posting;
import org.trunkline.ledger.PostingLine;
import org.trunkline.ledger.ServiceTotal;
import org.trunkline.ledger.jpa.internal.JpaLedgerStore;
import org.trunkline.ledger.spi.LedgerStore;
import org.trunkline.persistence.ChangeLog;
import org.trunkline.persistence.testing.StoreDatabase;

/** What holds of the whole ledger on a real database: proof, several nodes, failures. */
interface LedgerOnDatabaseContract {
    Caller BY = Caller.system(ROOT, "test");
    Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

    StoreDatabase database();

    default LedgerStore store() {
        return new JpaLedgerStore(
                database().unit(), database().changes(), database().schema());
    }

    private void post(LedgerStore store, String key, PostingLine... lines) {
        store.post(List.of(new LedgerStore.Order(Postings.of(key, lines), "test", List.of())), NOW);
    }

    private List<String> problems() {
        return new LedgerProof(store()).verify().problems();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update ledger_entry set amount_micros = -1 where posting_key = 'k1'",
                "update ledger_entry set description = 'a gift' where posting_key = 'k1'",
                "update ledger_entry set metadata = '{\"a\":2}' where posting_key = 'k1'",
                "update ledger_entry set period_end_micros = period_end_micros + 1 where posting_key = 'k1'",
                "delete from ledger_entry where posting_key = 'k1'",
                "delete from ledger_entry where posting_key = 'k2'",
                "delete from ledger_balance",
                "delete from ledger_balance where balance_micros = -77",
                "update ledger_balance set balance_micros = balance_micros + 1",
                "update ledger_contra set total_micros = total_micros + 1",
                "delete from ledger_contra"
            })
    default void findsWhatWasChangedBehindItsBack(String tampering) throws SQLException {
        LedgerStore store = store();
        post(store, "k1", call(CUSTOMER, RESELLER, -7), call(RESELLER, MASTER, -5));
        post(store, "k2", call(CUSTOMER, RESELLER, -70));
        assertThat(problems()).isEmpty();

        try (Connection connection = database().dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate(tampering);
        }

        assertThat(problems()).isNotEmpty();
    }

    @Test
    default void staysSoundUnderRandomPostingsFromManyNodes() throws Exception {
        List<AccountId> accounts = List.of(MASTER, RESELLER, CUSTOMER, STRANGER);
        ExecutorService nodes = Executors.newFixedThreadPool(16);
        List<Callable<Void>> work = new ArrayList<>();
        for (int node = 0; node < 16; node++) {
            // two nodes each draw the same postings, so every key comes twice
            int seed = node / 2;
            work.add(() -> {
                Random random = new Random(seed);
                LedgerStore store = store();
                for (int i = 0; i < 20; i++) {
                    List<PostingLine> lines = new ArrayList<>();
                    for (int line = 0; line <= random.nextInt(3); line++) {
                        lines.add(call(
                                accounts.get(random.nextInt(4)),
                                accounts.get(random.nextInt(4)),
                                random.nextInt(2_000) - 1_000));
                    }
                    post(store, "p" + seed + "/" + i, lines.toArray(PostingLine[]::new));
                }
                return null;
            });
        }
        for (Future<Void> done : nodes.invokeAll(work)) {
            done.get();
        }
        nodes.shutdown();

        assertThat(problems()).isEmpty();
        assertThat(database().number("select count(*) from ledger_posting")).isEqualTo(8 * 20);
    }

    @Test
    default void aThousandThreadsPostToAnAccountAndItsResellerOnceEach() throws Exception {
        LedgerManager ledger = new LedgerManager(store(), new MovedClock("2026-11-23T12:00:00Z"));
        AtomicLong conflicts = new AtomicLong();

        // a key for two threads each; every tenth thread comes with another body
        atOnce(1_000, thread -> {
            long micros = thread % 10 == 9 ? -8 : -7;
            try {
                ledger.post(
                        BY,
                        Postings.of("k" + thread / 2, call(CUSTOMER, RESELLER, micros), call(RESELLER, MASTER, -5)));
            } catch (ConflictException e) {
                conflicts.incrementAndGet();
            }
        });

        // of the two threads of a key that disagree one is first, the other refused
        long eights = database().number("select count(*) from ledger_entry where amount_micros = -8");
        assertThat(conflicts).hasValue(100);
        assertThat(ledger.balanceMicros(CUSTOMER)).isEqualTo(-7 * (500 - eights) - 8 * eights);
        assertThat(ledger.balanceMicros(RESELLER)).isEqualTo(-5 * 500);
        assertThat(database().number("select count(*) from ledger_posting")).isEqualTo(500);
        assertThat(problems()).isEmpty();
        ledger.close();
    }

    @Test
    default void recordsEachCrossingOfAThresholdOnceUnderAThousandPostingsAtOnce() throws Exception {
        LedgerManager ledger = new LedgerManager(store(), new MovedClock("2026-11-23T12:00:00Z"));
        ledger.post(BY, Postings.of("credit", call(CUSTOMER, RESELLER, 500)));
        ledger.watch(CUSTOMER, "low_balance", OptionalLong.of(250));
        ledger.watch(STRANGER, "low_balance", OptionalLong.of(250));

        atOnce(1_000, poster -> ledger.post(BY, Postings.of("p" + poster, call(CUSTOMER, RESELLER, -1))));
        ledger.post(BY, Postings.of("top-up", call(CUSTOMER, RESELLER, 1_000)));
        ledger.watch(CUSTOMER, "low_balance", OptionalLong.empty());
        ledger.post(BY, Postings.of("after", call(CUSTOMER, RESELLER, -1_000)));
        ledger.close();

        assertThat(database()
                        .query("select account_id, action, detail from outbox where topic = 'balances'"
                                + " order by action"))
                .extracting(row -> row.get("action") + " " + row.get("detail"))
                .containsExactly(
                        "fell_below {\"name\":\"low_balance\",\"threshold\":0.00025,\"balance\":0.000249}",
                        "rose_above {\"name\":\"low_balance\",\"threshold\":0.00025,\"balance\":0.0005}");
    }

    @Test
    default void putsEachEntryInExactlyOneMonthWhileTheMonthChangesUnderLoad() throws Exception {
        Instant midnight = Instant.parse("2026-12-01T00:00:00Z");
        AtomicLong ticks = new AtomicLong();
        // the clock goes on by a millisecond whenever it is looked at, and passes midnight among the postings
        LedgerManager ledger = new LedgerManager(
                store(), new TickingClock(() -> midnight.minusMillis(20).plusMillis(ticks.getAndIncrement())));

        atOnce(16, poster -> {
            for (int i = 0; i < 20; i++) {
                ledger.post(
                        BY,
                        Postings.of("p" + poster + "/" + i, call(CUSTOMER, RESELLER, -7), call(RESELLER, MASTER, -5)));
            }
        });
        while (ticks.get() < 25) {
            ledger.post(BY, Postings.of("later" + ticks.get(), call(CUSTOMER, RESELLER, -7)));
        }
        ledger.close();

        LedgerStore store = store();
        for (AccountId account : List.of(CUSTOMER, RESELLER)) {
            List<Entry> entries = new ArrayList<>();
            store.forEachEntry(account, Long.MAX_VALUE, row -> entries.add(row.entry()));
            long november = sum(store.totals(account, Instant.EPOCH, midnight));
            long december = sum(store.totals(account, midnight, Instant.parse("2027-01-01T00:00:00Z")));
            assertThat(november).isNegative();
            assertThat(december).isNegative();
            assertThat(november + december)
                    .isEqualTo(store.balance(account).orElseThrow().balanceMicros());
            assertThat(november)
                    .isEqualTo(entries.stream()
                            .filter(entry -> entry.postedAt().isBefore(midnight))
                            .mapToLong(entry -> entry.line().amountMicros())
                            .sum());
            assertThat(entries).extracting(Entry::postedAt).isSorted();
            Entry rollover = new Rollovers(store)
                    .find(new TestTree().find(account).orElseThrow(), "202612-ledgers_monthly_rollover", midnight)
                    .orElseThrow();
            assertThat(rollover.line().amountMicros()).isEqualTo(november);
        }
        assertThat(problems()).isEmpty();
    }

    private static long sum(Map<String, ServiceTotal> totals) {
        return totals.values().stream().mapToLong(ServiceTotal::amountMicros).sum();
    }

    private static void atOnce(int threads, IntConsumer work) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        List<Callable<Void>> all = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            int thread = i;
            all.add(() -> {
                work.accept(thread);
                return null;
            });
        }
        for (Future<Void> done : pool.invokeAll(all)) {
            done.get();
        }
        pool.shutdown();
    }

    @Test
    default void leavesNothingOfAPostingThatFailsOnItsWay() {
        ChangeLog failing = new ChangeLog() {
            @Override
            public void write(Connection connection, List<Change> changes) {
                throw new UnavailableException("datastore_unreachable", "gone in the middle");
            }

            @Override
            public void committed(List<Change> changes) {
                throw new AssertionError("nothing was committed");
            }
        };
        LedgerStore store =
                new JpaLedgerStore(database().unit(), failing, database().schema());
        Change change = new Change("ledger", CUSTOMER.value(), CUSTOMER, "credited", BY, NOW, "{}");
        Posting posting = Postings.of("k", call(CUSTOMER, RESELLER, -7));

        assertThatThrownBy(() -> store.post(List.of(new LedgerStore.Order(posting, "test", List.of(change))), NOW))
                .isInstanceOf(UnavailableException.class);

        for (String table : List.of("posting", "entry", "run", "balance", "service", "contra")) {
            assertThat(database().number("select count(*) from ledger_" + table))
                    .isZero();
        }
        post(store(), "k", call(CUSTOMER, RESELLER, -7));
        assertThat(problems()).isEmpty();
    }

    @Test
    default void isUnavailableWithoutItsTablesAndWritesNothing() throws SQLException {
        post(store(), "k1", call(CUSTOMER, RESELLER, -7));
        LedgerManager ledger = new LedgerManager(store(), new MovedClock("2026-11-23T12:00:00Z"));
        rename("ledger_contra", "ledger_contra_away");

        assertThatThrownBy(() -> ledger.post(BY, Postings.of("k2", call(CUSTOMER, RESELLER, -7))))
                .isInstanceOf(UnavailableException.class);
        assertThat(ledger.balanceMicros(CUSTOMER)).isEqualTo(-7);

        rename("ledger_contra_away", "ledger_contra");
        ledger.post(BY, Postings.of("k2", call(CUSTOMER, RESELLER, -7)));
        assertThat(ledger.balanceMicros(CUSTOMER)).isEqualTo(-14);
        ledger.close();
        assertThat(problems()).isEmpty();
    }

    private void rename(String table, String name) throws SQLException {
        try (Connection connection = database().dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("alter table " + table + " rename to " + name);
        }
    }
}
