package org.trunkline.benchmarks;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import javax.sql.DataSource;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.PageRequest;
import org.trunkline.ledger.LedgerService.Verification;
import org.trunkline.ledger.Posting;
import org.trunkline.ledger.internal.LedgerProof;
import org.trunkline.ledger.jpa.internal.JpaLedgerStore;
import org.trunkline.ledger.spi.AccountBook;
import org.trunkline.ledger.spi.LedgerStore.Order;
import org.trunkline.persistence.testing.StoreDatabase;
import org.trunkline.persistence.testing.StoreDatabases;

/** What summaries, pages and the proof of a ledger take when one account has ten million entries. */
final class LargeLedgerBenchmark {
    private static final int CUSTOMERS = 2_000;
    private static final int GROUP = 1_000;
    private static final int READS = 200;
    private static final int VERIFY_MAX_SECONDS = 120;
    private static final int READ_MAX_MILLIS = 5;
    private static final String SERVICE = "per-minute-voip";

    /** As many entries as ten months of calls, so that ranges lie in several of them. */
    private static final Instant FIRST = Instant.parse("2026-01-01T00:00:00Z");

    private static final Duration ALL = Duration.ofDays(300);

    private final BenchOptions options;
    private final Figures figures;
    private final long entries;
    private final Tree tree = new Tree();
    private final AccountId hot = tree.add(tree.root().id(), true);
    private final List<AccountId> customers =
            LongStream.range(0, CUSTOMERS).mapToObj(i -> tree.add(hot, false)).toList();
    private final EndedCalls calls = new EndedCalls(tree, customers, List.of(hot));

    LargeLedgerBenchmark(BenchOptions options, Figures figures) {
        this.options = options;
        this.figures = figures;
        this.entries = options.number("--entries", options.quick() ? 100_000 : 10_000_000);
    }

    void run() throws IOException {
        String wanted = BenchDatabases.wanted(options);
        Path directory = options.text("--data").isPresent()
                ? Files.createDirectories(Path.of(options.text("--data").get()).toAbsolutePath())
                : Scratch.directory();
        if (!wanted.equals(BenchDatabases.H2)) {
            try (EmbeddedPostgres server = BenchDatabases.postgres(directory.resolve(BenchDatabases.POSTGRESQL))) {
                measure("PostgreSQL", BenchDatabases.database(server, "ledger"));
            }
        }
        if (!wanted.equals(BenchDatabases.POSTGRESQL)) {
            measure("H2", BenchDatabases.h2(directory.resolve(BenchDatabases.H2)));
        }
    }

    private void measure(String name, DataSource source) {
        try (StoreDatabase database = StoreDatabases.of(source, "ledger")) {
            JpaLedgerStore store = new JpaLedgerStore(database.unit(), database.changes(), database.schema());
            fill(store);
            String of = ", " + entries + " entries in one account, " + name;
            figures.add(median("balance" + of, () -> store.balance(hot)));
            Random random = new Random(1);
            figures.add(median("summary of a range" + of, () -> {
                Instant from = at(random.nextLong(entries));
                store.totals(hot, from, from.plus(Duration.ofDays(31)));
            }));
            figures.add(median(
                    "summary of a month by sub-account" + of,
                    () -> store.shares(hot, AccountBook.month(at(random.nextLong(entries))))));
            figures.add(median("page of 50 entries" + of, () -> {
                Instant from = at(random.nextLong(entries));
                store.entries(hot, SERVICE, from, from.plus(Duration.ofDays(31)), PageRequest.first());
            }));
            long start = System.nanoTime();
            Verification proof = new LedgerProof(store).verify();
            double seconds = (System.nanoTime() - start) / 1e9;
            if (!proof.problems().isEmpty()) {
                throw new IllegalArgumentException("the ledger is not sound: " + proof.problems());
            }
            Figure verified = Figure.of("ledger:verify, " + proof.entries() + " entries, " + name, seconds, "s");
            figures.add(verified.atMost(VERIFY_MAX_SECONDS));
        }
    }

    /** Posts what is missing: every call is one entry, of the reseller. */
    private void fill(JpaLedgerStore store) {
        long call = store.balance(hot).map(balance -> balance.sequence()).orElse(0L);
        while (call < entries) {
            List<Order> group = new ArrayList<>();
            Instant now = at(call);
            for (int i = 0; i < GROUP && call < entries; i++, call++) {
                Posting both = calls.posting(call);
                group.add(new Order(new Posting(both.key(), both.lines().subList(1, 2)), "bench", List.of()));
            }
            store.post(group, now);
            if (call % 500_000 == 0) {
                System.err.println("bench: posted " + call + " of " + entries);
            }
        }
    }

    private Instant at(long call) {
        return FIRST.plus(ALL.multipliedBy(call / 1_000).dividedBy(Math.max(1, entries / 1_000)));
    }

    private static Figure median(String what, Runnable read) {
        for (int i = 0; i < READS / 4; i++) {
            read.run();
        }
        double[] millis = new double[READS];
        for (int i = 0; i < READS; i++) {
            long start = System.nanoTime();
            read.run();
            millis[i] = (System.nanoTime() - start) / 1e6;
        }
        Arrays.sort(millis);
        return Figure.of(what, millis[READS / 2], "ms").atMost(READ_MAX_MILLIS);
    }
}
