package org.trunkline.benchmarks;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.trunkline.json.Json;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.Caller;
import org.trunkline.ledger.Posting;
import org.trunkline.ledger.PostingLine;
import org.trunkline.ledger.internal.LedgerManager;
import org.trunkline.ledger.jpa.internal.JpaLedgerStore;
import org.trunkline.limits.AccountSelector;
import org.trunkline.limits.CallAdmission;
import org.trunkline.limits.CallAttempt;
import org.trunkline.limits.CallEnd;
import org.trunkline.limits.CallKey;
import org.trunkline.limits.Hangup;
import org.trunkline.limits.SwitchIdentity;
import org.trunkline.limits.internal.Admission;
import org.trunkline.limits.internal.Alerts;
import org.trunkline.limits.internal.DecisionBudget;
import org.trunkline.limits.internal.Settlements;
import org.trunkline.limits.internal.SwitchManager;
import org.trunkline.limits.jpa.internal.JpaCallDetailStore;
import org.trunkline.limits.jpa.internal.JpaCallRecordStore;
import org.trunkline.limits.spi.InMemoryAllotmentUseStore;
import org.trunkline.limits.spi.InMemoryFraudStore;
import org.trunkline.limits.spi.InMemoryLimitStore;
import org.trunkline.limits.spi.InMemoryNodeLeaseStore;
import org.trunkline.limits.spi.InMemorySwitchStore;
import org.trunkline.limits.state.internal.FraudModel;
import org.trunkline.limits.state.internal.LimitModel;
import org.trunkline.limits.state.internal.Machine;
import org.trunkline.limits.state.internal.MemoryCallState;
import org.trunkline.numbers.internal.PhoneNumberPlan;
import org.trunkline.persistence.testing.StoreDatabase;
import org.trunkline.persistence.testing.StoreDatabases;
import org.trunkline.rating.Direction;
import org.trunkline.rating.Price;
import org.trunkline.rating.Rate;

/**
 * How many calls per second are ended for good: authorized, journalled and forced to disk, charged on two levels, recorded.
 * All that a node does, without HTTP.
 */
final class EndsBenchmark {
    private static final int CUSTOMERS = 2_000;
    private static final int RESELLERS = 200;
    private static final long CREDIT_MICROS = 1_000_000_000_000L;
    private static final long SECONDS = 66;
    private static final int THREADS = 512;

    private final BenchOptions options;
    private final Figures figures;
    private final Tree tree = new Tree();
    private final List<AccountId> sellers;
    private final List<AccountId> customers;

    EndsBenchmark(BenchOptions options, Figures figures) {
        this.options = options;
        this.figures = figures;
        sellers = LongStream.range(0, RESELLERS)
                .mapToObj(i -> tree.add(tree.root().id(), true))
                .toList();
        customers = LongStream.range(0, CUSTOMERS)
                .mapToObj(i -> tree.add(sellers.get((int) (i % RESELLERS)), false))
                .toList();
    }

    void run() throws IOException {
        Path directory = Scratch.directory();
        String wanted = BenchDatabases.wanted(options);
        if (!wanted.equals(BenchDatabases.H2)) {
            try (EmbeddedPostgres server = BenchDatabases.postgres(directory.resolve(BenchDatabases.POSTGRESQL))) {
                end(
                        "PostgreSQL fsync",
                        BenchDatabases.database(server, "ends"),
                        directory.resolve("journal-postgresql"));
            }
        }
        if (!wanted.equals(BenchDatabases.POSTGRESQL)) {
            end(
                    "H2 kill-safe",
                    BenchDatabases.h2(directory.resolve(BenchDatabases.H2)),
                    directory.resolve("journal-h2"));
        }
    }

    private void end(String where, DataSource source, Path journal) throws IOException {
        Clock clock = Clock.systemUTC();
        Feed feed = new Feed();
        Caller system = Caller.system(tree.root().id(), "benchmark");
        try (StoreDatabase books = StoreDatabases.of(source, "ledger");
                StoreDatabase calls = StoreDatabases.of(source, "limits")) {
            LedgerManager ledger =
                    new LedgerManager(new JpaLedgerStore(books.unit(), books.changes(), books.schema()), clock);
            Stream.concat(sellers.stream(), customers.stream())
                    .forEach(account -> ledger.post(system, credit(account)));
            InMemoryLimitStore limits = new InMemoryLimitStore(feed::publish);
            MemoryCallState state = MemoryCallState.on(
                    new LimitModel(limits, feed, tree),
                    ledger,
                    new InMemoryNodeLeaseStore(),
                    new InMemoryAllotmentUseStore(),
                    Machine.real(clock),
                    journal,
                    MemoryCallState.FILE_BYTES_DEFAULT);
            SwitchManager switches = new SwitchManager(new InMemorySwitchStore(feed::publish), tree, tree, feed, clock);
            SwitchIdentity asking = switches.create(
                            system, Json.object().put("name", "switch").put("may_backdate", true))
                    .identity();
            Settlements settlements = new Settlements(
                    state,
                    ledger,
                    new JpaCallRecordStore(calls.unit(), calls.changes(), calls.schema()),
                    new JpaCallDetailStore(calls.unit(), calls.changes(), calls.schema()),
                    DecisionBudget.ofMillis(60_000),
                    clock);
            Admission admission = new Admission(
                    tree,
                    tree,
                    new PhoneNumberPlan(),
                    number -> Optional.empty(),
                    rate(),
                    state,
                    switches,
                    settlements,
                    new FraudModel(new InMemoryFraudStore(change -> {})),
                    new Alerts(limits, tree, clock),
                    clock);
            measure(where, call -> {
                end(admission, asking, call);
                return CompletableFuture.completedStage(null);
            });
            settlements.close();
            long ended = calls.number("select count(*) from call_record");
            figures.add(Figure.of("  of which recorded", ended, "calls"));
        }
    }

    private void measure(String where, SettlementBenchmark.Settling settling) {
        int seconds = options.number("--seconds", options.quick() ? 2 : 10);
        int warmUp = options.number("--warm-up", options.quick() ? 1 : 20);
        int threads = options.number("--posters", THREADS);
        Saturation.Result result = new Saturation(settling, threads, threads)
                .measure(Duration.ofSeconds(warmUp), Duration.ofSeconds(seconds));
        figures.add(Figure.of("calls authorized and ended, 2 levels, " + where, result.perSecond(), "calls/s")
                .atLeast(5_000));
        figures.add(Figure.of("  CPU of this process", result.cpuMicros(), "us/call"));
    }

    private static Posting credit(AccountId account) {
        return new Posting(
                "credit/" + account,
                List.of(new PostingLine(
                        account,
                        CREDIT_MICROS,
                        "USD",
                        new PostingLine.Contra("root", "granted"),
                        new PostingLine.Source("payments", "benchmark"),
                        new PostingLine.Usage("credit", 1, "unit"),
                        Optional.empty(),
                        account,
                        "",
                        "{}",
                        Optional.empty())));
    }

    private OneRate rate() {
        Price price = new Price(122_093_000, 0, 30, 6, 0);
        return new OneRate(
                tree.root().id(),
                new Rate("GB-4420", "GB_LONDON", "London", "retail", "4420", price, "USD", OptionalLong.empty()));
    }

    private void end(CallAdmission admission, SwitchIdentity asking, long call) {
        CallKey key = new CallKey(asking.id(), "b%016x-bench@10.0.0.1".formatted(call), "a");
        AccountId customer = customers.get((int) (call * 7_919 % CUSTOMERS));
        CallAttempt attempt = new CallAttempt(
                key,
                Direction.OUTBOUND,
                new AccountSelector.ById(customer),
                "+12125550100",
                "+4420%08d".formatted(70_000_000 + call % 10_000_000),
                "",
                List.of(),
                false,
                Optional.empty(),
                true);
        if (!admission.authorize(asking.caller(), attempt).allowed()) {
            throw new IllegalStateException("not allowed");
        }
        CallEnd end = new CallEnd(key, SECONDS, Optional.empty(), Hangup.UNKNOWN, false, Optional.empty());
        if (!admission.ended(asking.caller(), end).posted()) {
            throw new IllegalStateException("not posted");
        }
    }
}
