package org.trunkline.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.trunkline.benchmarks.SettlementBenchmark.Settling;

/** As many calls as wanted are being settled at any time: the next one as soon as one of them is settled. */
final class Saturation {
    private final Settling settling;
    private final int threads;
    private final Semaphore underWay;
    private final AtomicLong next = new AtomicLong();
    private final AtomicLong settled = new AtomicLong();
    private final AtomicBoolean ended = new AtomicBoolean();
    private final AtomicReference<RuntimeException> failure = new AtomicReference<>();

    /**
     * @param threads that ask for settlements
     * @param underWay calls that are being settled at once, where asking does not wait for it
     */
    Saturation(Settling settling, int threads, int underWay) {
        this.settling = settling;
        this.threads = threads;
        this.underWay = new Semaphore(underWay);
    }

    /**
     * What was found after the warm-up.
     *
     * @param cpuMicros of this process per call, which tells something on a machine that others use too
     */
    record Result(double perSecond, double cpuMicros) {}

    Result measure(Duration warmUp, Duration measured) {
        List<Thread> running = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            Thread thread = new Thread(this::settle, "settling-" + i);
            thread.start();
            running.add(thread);
        }
        pause(warmUp);
        long before = settled.get();
        long cpuBefore = cpuNanos();
        long start = System.nanoTime();
        pause(measured);
        long after = settled.get();
        long nanos = System.nanoTime() - start;
        long cpu = cpuNanos() - cpuBefore;
        ended.set(true);
        running.forEach(Saturation::join);
        if (failure.get() != null) {
            throw failure.get();
        }
        double calls = Math.max(1, after - before);
        return new Result(calls * 1e9 / nanos, cpu / 1e3 / calls);
    }

    static long cpuNanos() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
    }

    private void settle() {
        try {
            while (!ended.get()) {
                underWay.acquireUninterruptibly();
                settling.settle(next.getAndIncrement()).whenComplete((nothing, failed) -> {
                    underWay.release();
                    settled.incrementAndGet();
                    if (failed != null) {
                        fail(new IllegalArgumentException(failed));
                    }
                });
            }
        } catch (RuntimeException e) {
            fail(e);
        }
    }

    private void fail(RuntimeException e) {
        failure.compareAndSet(null, e);
        ended.set(true);
    }

    private void pause(Duration length) {
        long end = System.nanoTime() + length.toNanos();
        while (!ended.get() && System.nanoTime() < end) {
            LockSupport.parkNanos(Math.min(100_000_000L, end - System.nanoTime()));
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
