package org.trunkline.benchmarks;

import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;
import org.trunkline.limits.CallDecision;
import org.trunkline.limits.CallEnd;
import org.trunkline.limits.CallKey;
import org.trunkline.limits.CallSettlement;
import org.trunkline.limits.Hangup;

/** Decisions in process, as many threads as the figure's machine has cores; each iteration begins without live calls. */
@State(Scope.Benchmark)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(
        value = 1,
        jvmArgsAppend = {"-Xms2g", "-Xmx2g", "-XX:+UseParallelGC"})
@Warmup(iterations = 4, time = 2)
@Measurement(iterations = 5, time = 2)
public class AdmissionBenchmark {
    private final AtomicLong blocks = new AtomicLong();
    private Platform platform;

    /** Numbers of calls, handed out in blocks so that threads do not meet. */
    @State(Scope.Thread)
    public static class Numbers {
        private static final int BLOCK = 1 << 20;

        private long next;
        private long last;

        long next(AdmissionBenchmark all) {
            if (next == last) {
                next = all.blocks.getAndIncrement() * BLOCK;
                last = next + BLOCK;
            }
            return next++;
        }
    }

    @Setup
    public void build() {
        platform = new Platform(DeckRows.read(RateLookupBenchmark.deck()), true);
    }

    @Setup(Level.Iteration)
    public void start() {
        platform.start();
    }

    @TearDown(Level.Iteration)
    public void stop() {
        platform.stop();
    }

    @Benchmark
    @Threads(2)
    public CallDecision authorize(Numbers numbers) {
        long number = numbers.next(this);
        return Platform.expectAllowed(
                platform.admission().authorize(platform.caller(), platform.attempt(platform.key(number), number)));
    }

    /** The end waits until it is on disk, so many wait together. */
    @Benchmark
    @Threads(64)
    public CallSettlement authorizeAndEnd(Numbers numbers) {
        long number = numbers.next(this);
        CallKey key = platform.key(number);
        Platform.expectAllowed(platform.admission().authorize(platform.caller(), platform.attempt(key, number)));
        return platform.admission()
                .ended(
                        platform.caller(),
                        new CallEnd(key, 0, Optional.empty(), Hangup.UNKNOWN, false, Optional.empty()));
    }
}
