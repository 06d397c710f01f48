package org.trunkline.benchmarks;

import java.lang.management.ManagementFactory;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;
import org.trunkline.limits.CallAttempt;
import org.trunkline.limits.CallKey;

/** What calls cost in process: time with one and two threads, through one reseller, memory, and the way back after a restart. */
final class AdmissionFigures {
    private static final int CALLS = 100_000;
    private static final int CORES = 2;
    private static final int RUNS = 5;
    private static final int JOURNAL_RUNS = 5;
    private static final String WHAT = "authorize and release in process, 4 levels, ";

    private final Figures figures;
    private final DeckRows rows;
    private final double seconds;
    private final int warmUps;

    AdmissionFigures(BenchOptions options, Figures figures) {
        this.figures = figures;
        this.rows = DeckRows.read(options.deck());
        this.seconds = options.quick() ? 1 : 3;
        this.warmUps = options.quick() ? 1 : 6;
    }

    void run() {
        Platform even = new Platform(rows, true);
        run(even, "any account calls any number");
        journal(even);
        run(new Platform(rows, false), "few accounts and numbers are often");
    }

    private void run(Platform platform, String who) {
        long empty = heapBytes();
        platform.start();
        double idle = (heapBytes() - empty) / (double) platform.accounts();
        LongFunction<CallAttempt> spread = number -> platform.attempt(platform.key(number), number);
        LongFunction<CallAttempt> hot = number -> platform.attemptOfOneReseller(platform.key(number), number);
        for (int i = 0; i < warmUps; i++) {
            new AdmissionRun(platform, spread).run(CORES, seconds);
        }
        AdmissionRun.Result one = median(platform, spread, 1);
        AdmissionRun.Result both = median(platform, spread, CORES);
        AdmissionRun.Result through = median(platform, hot, CORES);
        String what = WHAT + who;
        figures.add(Figure.of(what + ", 1 thread", one.callsPerSecond(), "/s"));
        figures.add(Figure.of(what + ", 2 threads", both.callsPerSecond(), "/s").atLeast(300_000));
        figures.add(Figure.of(what + ": authorize, p50", both.micros(50), "us"));
        figures.add(Figure.of(what + ": authorize, p99", both.micros(99), "us").atMost(100));
        figures.add(Figure.of(what + ": allocated per call", both.bytesPerCall(), "bytes"));
        figures.add(Figure.of(
                        what + ": through one reseller, of spread",
                        100 * through.callsPerSecond() / both.callsPerSecond(),
                        "%")
                .atLeast(60));
        figures.add(Figure.of(what + ": memory per account that has not called, beside its id", idle, "bytes")
                .atMost(400));
        figures.add(Figure.of(
                what + ": memory per account that has called",
                (heapBytes() - empty) / (double) platform.accounts(),
                "bytes"));
        keep(platform, what);
        platform.stop();
    }

    /** With and without the journal in turns, each time on a state of its own. */
    private void journal(Platform platform) {
        List<Double> ratios = new ArrayList<>();
        for (int i = 0; i < JOURNAL_RUNS; i++) {
            ratios.add(perSecond(platform, false) / perSecond(platform, true));
        }
        Collections.sort(ratios);
        figures.add(new Figure(
                WHAT + "2 threads: time with the journal, of that without",
                Figure.of("", ratios.get(JOURNAL_RUNS / 2), "").value(),
                "x",
                Optional.of(new Figure.Goal(false, new BigDecimal("1.5")))));
    }

    private double perSecond(Platform platform, boolean journalled) {
        platform.start(journalled);
        LongFunction<CallAttempt> spread = number -> platform.attempt(platform.key(number), number);
        new AdmissionRun(platform, spread).run(CORES, seconds);
        // what the state before has left behind is nobody's cost here
        heapBytes();
        double found = new AdmissionRun(platform, spread).run(CORES, seconds).callsPerSecond();
        platform.stop();
        return found;
    }

    private AdmissionRun.Result median(Platform platform, LongFunction<CallAttempt> attempts, int threads) {
        List<AdmissionRun.Result> results = new ArrayList<>();
        for (int i = 0; i < RUNS; i++) {
            results.add(new AdmissionRun(platform, attempts).run(threads, seconds));
        }
        results.sort((left, right) -> Double.compare(left.callsPerSecond(), right.callsPerSecond()));
        return results.get(RUNS / 2);
    }

    /** What calls in progress take, and how long they take to come back. */
    private void keep(Platform platform, String what) {
        long before = heapBytes();
        for (int i = 0; i < CALLS; i++) {
            CallKey key = platform.key(-1L - i);
            Platform.expectAllowed(platform.admission().authorize(platform.caller(), platform.attempt(key, i)));
        }
        double each = (heapBytes() - before) / (double) CALLS;
        figures.add(Figure.of(what + ": memory per live call", each, "bytes").atMost(1_024));
        double took = platform.restart();
        if (platform.live() != CALLS) {
            throw new IllegalStateException("of " + CALLS + " calls came back " + platform.live());
        }
        figures.add(Figure.of(what + ": 100000 live calls after a restart", took, "s")
                .atMost(5));
    }

    private static long heapBytes() {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 3; i++) {
            System.gc();
            least = Math.min(
                    least,
                    ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
        }
        return least;
    }
}
