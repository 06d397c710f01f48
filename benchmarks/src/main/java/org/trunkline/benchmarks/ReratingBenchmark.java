package org.trunkline.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.h2.jdbcx.JdbcDataSource;
import org.trunkline.kernel.AccountId;
import org.trunkline.ledger.Ledger;
import org.trunkline.ledger.internal.LedgerManager;
import org.trunkline.ledger.jpa.internal.JpaLedgerStore;
import org.trunkline.limits.Billing;
import org.trunkline.limits.CallKey;
import org.trunkline.limits.Hangup;
import org.trunkline.limits.Reason;
import org.trunkline.limits.internal.DecisionBudget;
import org.trunkline.limits.internal.RerateTask;
import org.trunkline.limits.internal.Rerating;
import org.trunkline.limits.internal.Settlements;
import org.trunkline.limits.jpa.internal.JpaCallDetailStore;
import org.trunkline.limits.jpa.internal.JpaCallRecordStore;
import org.trunkline.limits.spi.CallRecordStore;
import org.trunkline.limits.spi.CallRecordStore.CallRecord;
import org.trunkline.limits.spi.InMemoryAllotmentUseStore;
import org.trunkline.limits.spi.InMemoryLimitStore;
import org.trunkline.limits.spi.InMemoryNodeLeaseStore;
import org.trunkline.limits.state.CallEntry;
import org.trunkline.limits.state.CallState;
import org.trunkline.limits.state.EndedCall;
import org.trunkline.limits.state.internal.LimitModel;
import org.trunkline.limits.state.internal.Machine;
import org.trunkline.limits.state.internal.MemoryCallState;
import org.trunkline.numbers.internal.PhoneNumberPlan;
import org.trunkline.persistence.testing.StoreDatabase;
import org.trunkline.persistence.testing.StoreDatabases;
import org.trunkline.rating.Direction;
import org.trunkline.rating.Price;
import org.trunkline.rating.Rate;

/** How many calls of the past per second are charged anew, at one level, by the task: H2, safe from kill -9. */
final class ReratingBenchmark {
    private static final int CUSTOMERS = 1_000;
    private static final int GROUP = 500;
    private static final int CALLS = 200_000;
    private static final int CALLS_QUICK = 20_000;

    /** 1,000,000 calls in ten minutes. */
    private static final long GOAL = 1_700;

    private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");
    private static final String SETTLEMENT =
            "{\"authorized\":true,\"flags\":[],\"levels\":[{\"account_id\":\"%s\",\"billing\":\"per_minute\","
                    + "\"amount_micros\":-134302,\"currency\":\"USD\",\"charged_seconds\":61,\"entry_id\":\"202603-x\"}]}";

    private final BenchOptions options;
    private final Figures figures;
    private final Tree tree = new Tree();
    private final List<AccountId> customers = new ArrayList<>();

    ReratingBenchmark(BenchOptions options, Figures figures) {
        this.options = options;
        this.figures = figures;
        for (int i = 0; i < CUSTOMERS; i++) {
            customers.add(tree.add(tree.root().id(), false));
        }
    }

    void run() throws IOException {
        Path directory = Scratch.directory();
        JdbcDataSource source = new JdbcDataSource();
        source.setURL("jdbc:h2:file:" + directory.resolve("h2") + ";WRITE_DELAY=0;PAGE_SIZE=4096");
        source.setUser("trunkline");
        Clock clock = Clock.systemUTC();
        Feed feed = new Feed();
        try (StoreDatabase books = StoreDatabases.of(source, "ledger");
                StoreDatabase calls = StoreDatabases.of(source, "limits")) {
            LimitModel limits = new LimitModel(new InMemoryLimitStore(feed::publish), feed, tree);
            Ledger ledger = new LedgerManager(
                    new JpaLedgerStore(books.unit(), books.changes(), books.schema()), Clock.systemUTC());
            CallRecordStore records = new JpaCallRecordStore(calls.unit(), calls.changes(), calls.schema());
            MemoryCallState state = MemoryCallState.on(
                    limits,
                    ledger,
                    new InMemoryNodeLeaseStore(),
                    new InMemoryAllotmentUseStore(),
                    Machine.real(clock),
                    directory.resolve("journal"),
                    MemoryCallState.FILE_BYTES_DEFAULT);
            Settlements settlements = new Settlements(
                    state,
                    ledger,
                    records,
                    new JpaCallDetailStore(calls.unit(), calls.changes(), calls.schema()),
                    DecisionBudget.ofMillis(60_000),
                    clock);
            rerate(state, records, settlements);
        }
    }

    private void rerate(CallState state, CallRecordStore records, Settlements settlements) {
        int count = options.quick() ? CALLS_QUICK : CALLS;
        for (int first = 0; first < count; first += GROUP) {
            List<CallRecord> group = new ArrayList<>();
            for (int i = first; i < first + GROUP; i++) {
                group.add(record(state, i));
            }
            records.insertMissing(group, List.of());
        }
        RerateTask task = new RerateTask(
                tree,
                tree,
                new PhoneNumberPlan(),
                new OneRate(tree.root().id(), rate("0.1000")),
                state,
                new Rerating(records, state, settlements));
        long started = System.nanoTime();
        long cpu = Saturation.cpuNanos();
        task.run(new OneRow(
                tree.root().id(),
                List.of("ratedeck_id", "created_from", "created_to"),
                List.of(
                        "retail",
                        START.toString(),
                        START.plus(Duration.ofDays(30)).toString())));
        double seconds = (System.nanoTime() - started) / (double) TimeUnit.SECONDS.toNanos(1);
        figures.add(Figure.of("re-rating, 1 level, " + count + " calls, H2 kill-safe", count / seconds, "calls/s")
                .atLeast(GOAL));
        double micros = (Saturation.cpuNanos() - cpu) / (double) TimeUnit.MICROSECONDS.toNanos(1);
        figures.add(Figure.of("  CPU of this process", micros / count, "us/call"));
    }

    private CallRecord record(CallState state, int number) {
        AccountId account = customers.get(number % CUSTOMERS);
        CallKey key = new CallKey("5".repeat(32), "call-" + number, "a");
        Instant at = START.plusMillis(number);
        CallEntry call = new CallEntry(
                key,
                "",
                Optional.of(account),
                account,
                Direction.OUTBOUND,
                "+14155550100",
                "+4930123456",
                "+4930123456",
                "international",
                Reason.PER_MINUTE,
                key.callId(),
                true,
                true,
                List.of(new CallEntry.Level(
                        account,
                        tree.root().id(),
                        Billing.PER_MINUTE,
                        Optional.empty(),
                        0,
                        "USD",
                        Optional.of(rate("0.1321")),
                        0)),
                List.of(account),
                OptionalLong.of(60),
                OptionalLong.empty(),
                OptionalLong.of(60),
                0,
                at,
                Optional.of(at),
                at,
                false,
                List.of(),
                CallEntry.Facts.NONE,
                at);
        EndedCall ended = new EndedCall(
                call,
                true,
                61,
                61,
                at.plusSeconds(61),
                Hangup.UNKNOWN,
                List.of(),
                List.of(134_302L),
                EndedCall.By.END,
                1,
                Optional.empty());
        return new CallRecord(
                key,
                Optional.of(account),
                "",
                61,
                ended.endedAt(),
                SETTLEMENT.formatted(account),
                "per_minute",
                Optional.of(state.frozen(ended)));
    }

    static Rate rate(String perMinute) {
        long nanos = org.trunkline.kernel.Money.toNanos("rate", new java.math.BigDecimal(perMinute));
        return new Rate(
                "DE-49", "DE_49", "", "retail", "49", new Price(nanos, 0, 30, 1, 0), "USD", OptionalLong.empty());
    }
}
