package org.trunkline.limits.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;

/** Lets many threads do something at the same moment. */
final class AtOnce {
    static final int THREADS = 16;

    private AtOnce() {}

    /** Returns what all attempts have returned. */
    static <T> List<T> run(int attempts, IntFunction<T> attempt) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        CountDownLatch start = new CountDownLatch(1);
        List<Future<List<T>>> parts = new ArrayList<>();
        for (int thread = 0; thread < THREADS; thread++) {
            int first = thread;
            Callable<List<T>> work = () -> {
                start.await();
                List<T> results = new ArrayList<>();
                for (int i = first; i < attempts; i += THREADS) {
                    results.add(attempt.apply(i));
                }
                return results;
            };
            parts.add(threads.submit(work));
        }
        start.countDown();
        List<T> all = new ArrayList<>();
        for (Future<List<T>> part : parts) {
            all.addAll(part.get());
        }
        threads.shutdown();
        return all;
    }
}
