package org.trunkline.benchmarks;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.LongFunction;
import org.HdrHistogram.Histogram;
import org.trunkline.kernel.AccountId;
import org.trunkline.limits.CallAttempt;
import org.trunkline.limits.CallDecision;
import org.trunkline.limits.CallKey;

/**
 * Authorizes and releases calls in process for a while: each thread keeps some calls in progress, so that memory stays
 * what it is. A release gives back places and money and is in the journal, as that of a call that a settlement elsewhere
 * has taken over; what an end costs in the ledger is measured apart.
 */
final class AdmissionRun {
    private static final int LIVE_PER_THREAD = 1_000;
    private static final long NUMBERS_PER_THREAD = 1L << 40;

    private final Platform platform;
    private final LongFunction<CallAttempt> attempts;

    /**
     * What was measured.
     *
     * @param nanos of each authorization
     * @param bytesPerCall allocated for one call, authorization and release
     */
    record Result(double callsPerSecond, Histogram nanos, double bytesPerCall) {
        double micros(double percentile) {
            return nanos.getValueAtPercentile(percentile) / 1_000.0;
        }
    }

    private record Part(long calls, Histogram nanos, long bytes, long elapsedNanos) {}

    /** @param attempts makes an attempt of a number, which is also that of its key */
    AdmissionRun(Platform platform, LongFunction<CallAttempt> attempts) {
        this.platform = platform;
        this.attempts = attempts;
    }

    Result run(int threads, double seconds) {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        CyclicBarrier start = new CyclicBarrier(threads);
        try {
            List<Future<Part>> running = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                long first = i * NUMBERS_PER_THREAD + (System.nanoTime() & 0xFFFF_FFFFL) * LIVE_PER_THREAD;
                running.add(pool.submit(() -> {
                    start.await();
                    return part(first, (long) (seconds * 1e9));
                }));
            }
            return sum(running);
        } finally {
            pool.shutdown();
        }
    }

    private static Result sum(List<Future<Part>> running) {
        double perSecond = 0;
        long calls = 0;
        long bytes = 0;
        Histogram nanos = new Histogram(3);
        try {
            for (Future<Part> each : running) {
                Part part = each.get();
                perSecond += part.calls() * 1e9 / part.elapsedNanos();
                calls += part.calls();
                bytes += part.bytes();
                nanos.add(part.nanos());
            }
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
        return new Result(perSecond, nanos, (double) bytes / calls);
    }

    private Part part(long first, long lengthNanos) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        CallKey[] live = new CallKey[LIVE_PER_THREAD];
        AccountId[] partitions = new AccountId[LIVE_PER_THREAD];
        Histogram histogram = new Histogram(3);
        long bytesBefore = threads.getCurrentThreadAllocatedBytes();
        long start = System.nanoTime();
        long now = start;
        int calls = 0;
        while (now - start < lengthNanos) {
            int place = calls % LIVE_PER_THREAD;
            if (live[place] != null) {
                platform.release(partitions[place], live[place]);
            }
            CallAttempt attempt = attempts.apply(first + calls);
            long begin = System.nanoTime();
            CallDecision decision = platform.admission().authorize(platform.caller(), attempt);
            now = System.nanoTime();
            histogram.recordValue(now - begin);
            live[place] = attempt.key();
            partitions[place] = Platform.partition(Platform.expectAllowed(decision));
            calls++;
        }
        long bytes = threads.getCurrentThreadAllocatedBytes() - bytesBefore;
        for (int place = 0; place < LIVE_PER_THREAD && live[place] != null; place++) {
            platform.release(partitions[place], live[place]);
        }
        return new Part(calls, histogram, bytes, now - start);
    }
}
