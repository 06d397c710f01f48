package org.trunkline.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.trunkline.demo.DemoFailure;

/** Runs the benchmarks that are asked for and prints their figures beside those of the design. */
public final class Bench {
    private static final int USAGE_ERROR = 2;
    private static final String REPORT_DEFAULT = "target/benchmarks/report.json";

    private final BenchOptions options;
    private final Figures figures = new Figures();

    private Bench(BenchOptions options) {
        this.options = options;
    }

    public static void main(String[] arguments) throws IOException, RunnerException {
        BenchOptions options;
        try {
            options = BenchOptions.parse(List.of(arguments), System.getenv());
        } catch (IllegalArgumentException e) {
            System.err.println("bench: " + e.getMessage());
            System.err.print(BenchOptions.USAGE);
            System.exit(USAGE_ERROR);
            return;
        }
        if (options.help()) {
            System.out.print(BenchOptions.USAGE);
            return;
        }
        try {
            new Bench(options).run();
        } catch (IllegalArgumentException | DemoFailure e) {
            System.err.println("bench: " + e.getMessage());
            System.exit(1);
        }
        // threads of the parts that ran in this process are not waited for
        System.exit(0);
    }

    private void run() throws IOException, RunnerException {
        figures.note("deck: " + options.deck().map(Path::toString).orElse("the one of the demo"));
        if (options.quick()) {
            figures.note("short runs: not to be quoted");
        }
        for (String name : options.names()) {
            switch (name) {
                case BenchOptions.RATES -> rates();
                case BenchOptions.IMPORTS -> new ImportBenchmark(options, figures).run();
                case BenchOptions.ADMISSION -> admission();
                case BenchOptions.CALLS -> new AdmissionFigures(options, figures).run();
                case BenchOptions.SETTLEMENT -> new SettlementBenchmark(options, figures).run();
                case BenchOptions.ENDS -> new EndsBenchmark(options, figures).run();
                case BenchOptions.RERATING -> new ReratingBenchmark(options, figures).run();
                case BenchOptions.HTTP -> new SwitchApiBenchmark(options, figures).run();
                case BenchOptions.REPLACE -> new ReplaceBenchmark(options, figures).run();
                case BenchOptions.LEDGER -> new LargeLedgerBenchmark(options, figures).run();
                case BenchOptions.ACCOUNTS -> new AccountTreeBenchmark(options, figures).run();
                case BenchOptions.AUDIT -> new AuditBenchmark(options, figures).run();
                default -> throw new IllegalStateException(name);
            }
        }
        figures.print(System.out);
        Path report = Path.of(options.text("--json").orElse(REPORT_DEFAULT));
        figures.write(report, Clock.systemUTC().instant());
        System.out.println("report: " + report);
    }

    private void rates() throws RunnerException {
        DeckMemory.measure(DeckRows.read(options.deck()), figures);
        ManyDecks.measure(DeckRows.read(options.deck()), figures);
        for (RunResult result : jmh(RateLookupBenchmark.class, "lookup", Mode.Throughput, TimeUnit.SECONDS)) {
            boolean asIs = result.getParams().getParam("prefixes").equals("0");
            figures.add(Figure.of(
                            "rate lookup, one core, " + (asIs ? "deck as it is, " : "1000000 prefixes, ")
                                    + result.getParams().getParam("dialled"),
                            score(result),
                            "/s")
                    .atLeast(3_000_000));
        }
    }

    private void admission() throws RunnerException {
        for (RunResult result : jmh(AdmissionBenchmark.class, "authorize", Mode.Throughput, TimeUnit.SECONDS)) {
            figures.add(Figure.of("authorize in process, 4 levels, 2 threads", score(result), "/s")
                    .atLeast(300_000));
        }
        for (RunResult result : jmh(AdmissionBenchmark.class, "authorize", Mode.SampleTime, TimeUnit.MICROSECONDS)) {
            figures.add(Figure.of("authorize in process, p50", percentile(result, 50), "us"));
            figures.add(Figure.of("authorize in process, p99", percentile(result, 99), "us")
                    .atMost(100));
        }
        for (RunResult result : jmh(AdmissionBenchmark.class, "authorizeAndEnd", Mode.Throughput, TimeUnit.SECONDS)) {
            figures.add(Figure.of("authorize and end in process, end on disk, 64 threads", score(result), "/s"));
        }
    }

    private Collection<RunResult> jmh(Class<?> benchmark, String method, Mode mode, TimeUnit unit)
            throws RunnerException {
        ChainedOptionsBuilder builder = new OptionsBuilder()
                .include(benchmark.getName().replace(".", "\\.") + "\\." + method + "$")
                .mode(mode)
                .timeUnit(unit)
                .shouldFailOnError(true);
        if (options.deck().isPresent()) {
            builder.jvmArgsPrepend("-D" + RateLookupBenchmark.DECK_PROPERTY + "="
                    + options.deck().get().toAbsolutePath());
        }
        if (options.quick()) {
            builder.warmupIterations(1)
                    .measurementIterations(1)
                    .warmupTime(TimeValue.seconds(1))
                    .measurementTime(TimeValue.seconds(1));
        }
        return new Runner(builder.build()).run();
    }

    private static double score(RunResult result) {
        return primary(result).getScore();
    }

    private static double percentile(RunResult result, double rank) {
        return primary(result).getStatistics().getPercentile(rank);
    }

    private static Result<?> primary(RunResult result) {
        return result.getPrimaryResult();
    }
}
