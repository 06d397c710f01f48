package org.trunkline.benchmarks;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.stream.LongStream;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.Caller;
import org.trunkline.ledger.Ledger;
import org.trunkline.ledger.internal.LedgerManager;
import org.trunkline.ledger.jpa.internal.JpaLedgerStore;
import org.trunkline.persistence.testing.StoreDatabase;
import org.trunkline.persistence.testing.StoreDatabases;

/**
 * How many ended calls per second the ledger takes for good, each charged to its account and to the reseller above it:
 * on PostgreSQL with fsync beside a plain loop of INSERT and UPDATE on the same rows, and on H2.
 */
final class SettlementBenchmark {
    private static final int CUSTOMERS = 2_000;
    private static final int RESELLERS_SPREAD = 200;
    private static final int UNDER_WAY = 1_500;

    private final BenchOptions options;
    private final Figures figures;
    private final Duration warmUp;
    private final Duration measured;

    SettlementBenchmark(BenchOptions options, Figures figures) {
        this.options = options;
        this.figures = figures;
        int seconds = options.number("--seconds", options.quick() ? 2 : 10);
        this.measured = Duration.ofSeconds(seconds);
        // a server runs for months: until everything is compiled, half of the machine compiles
        this.warmUp = Duration.ofSeconds(options.number("--warm-up", options.quick() ? 1 : 20));
    }

    void run() throws IOException {
        Path directory = Scratch.directory();
        String wanted = BenchDatabases.wanted(options);
        if (!wanted.equals(BenchDatabases.H2)) {
            try (EmbeddedPostgres server = BenchDatabases.postgres(directory.resolve(BenchDatabases.POSTGRESQL))) {
                postgres(server);
            }
        }
        if (!wanted.equals(BenchDatabases.POSTGRESQL)) {
            h2(directory.resolve(BenchDatabases.H2));
        }
    }

    private void h2(Path file) {
        try (StoreDatabase database = StoreDatabases.of(BenchDatabases.h2(file), "ledger")) {
            settle("settlement, 2 levels, spread, H2 kill-safe", database, RESELLERS_SPREAD, 5_000);
        }
    }

    private void postgres(EmbeddedPostgres server) {
        double spread;
        double hot;
        try (StoreDatabase database = StoreDatabases.of(BenchDatabases.database(server, "spread"), "ledger")) {
            spread = settle("settlement, 2 levels, spread, PostgreSQL fsync", database, RESELLERS_SPREAD, 10_000);
        }
        try (StoreDatabase database = StoreDatabases.of(BenchDatabases.database(server, "hot"), "ledger")) {
            hot = settle("settlement, 2 levels, one hot reseller, PostgreSQL fsync", database, 1, 0);
        }
        double loop = measure(
                "INSERT + UPDATE loop, one hot row, PostgreSQL fsync",
                new Saturation(
                        new HotRowLoop(BenchDatabases.database(server, "loop"), CUSTOMERS),
                        HotRowLoop.CONNECTIONS,
                        HotRowLoop.CONNECTIONS),
                0);
        figures.add(Figure.of("  one hot reseller, of spread", 100 * hot / spread, "%")
                .atLeast(80));
        figures.add(Figure.of("  settlement with one hot reseller against that loop", hot / loop, "times")
                .atLeast(4));
    }

    private double settle(String what, StoreDatabase database, int resellers, long goal) {
        JpaLedgerStore store = new JpaLedgerStore(database.unit(), database.changes(), database.schema());
        Tree tree = new Tree();
        List<AccountId> sellers = LongStream.range(0, resellers)
                .mapToObj(i -> tree.add(tree.root().id(), true))
                .toList();
        List<AccountId> customers = LongStream.range(0, CUSTOMERS)
                .mapToObj(i -> tree.add(sellers.get((int) (i % resellers)), false))
                .toList();
        Ledger ledger = new LedgerManager(store, Clock.systemUTC());
        EndedCalls calls = new EndedCalls(tree, customers, sellers);
        Caller by = Caller.system(tree.root().id(), "bench");
        // as the rules of calls do it: nobody waits for a posting that is on its way
        Saturation load = new Saturation(
                call -> ledger.submit(by, calls.posting(call)), 1, options.number("--under-way", UNDER_WAY));
        double perSecond = measure(what, load, goal);
        if (!store.imbalances().isEmpty()) {
            throw new IllegalArgumentException("the ledger is not sound: " + store.imbalances());
        }
        return perSecond;
    }

    private double measure(String what, Saturation load, long goal) {
        Saturation.Result result = load.measure(warmUp, measured);
        Figure figure = Figure.of(what, result.perSecond(), "calls/s");
        figures.add(goal > 0 ? figure.atLeast(goal) : figure);
        figures.add(Figure.of("  CPU of this process", result.cpuMicros(), "us/call"));
        return result.perSecond();
    }

    /** Settles one call; done when it is on disk. */
    @FunctionalInterface
    interface Settling {
        CompletionStage<?> settle(long call);
    }
}
