package org.trunkline.limits.state.internal;

import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.trunkline.kernel.AccountId;

/** The locks of the subtrees below root: each call is decided under that of its own; what concerns root takes both. */
final class Partitions {
    private static final int COUNT = 256;

    /** A decision is over sooner than a thread that sleeps is awake again. */
    private static final int TRIES = 200;

    private final ReentrantLock root = new ReentrantLock();
    private final ReentrantLock[] locks = new ReentrantLock[COUNT];

    Partitions() {
        for (int i = 0; i < COUNT; i++) {
            locks[i] = new ReentrantLock();
        }
    }

    /** Returns which of the locks keeps a partition; some share one. */
    static int of(AccountId partition) {
        return Math.floorMod(partition.hashCode(), COUNT);
    }

    /**
     * Does the work while nobody else works in these partitions, with root also in no other.
     *
     * @param others mostly none; in ascending order, as all take them, so that nobody waits for each other
     */
    <R> R locked(int partition, int[] others, boolean withRoot, Supplier<R> work) {
        if (others.length > 0) {
            int[] all = IntStream.concat(IntStream.of(partition), IntStream.of(others))
                    .sorted()
                    .toArray();
            return locked(all, 0, withRoot, work);
        }
        acquire(locks[partition]);
        try {
            return withRoot ? alone(work) : work.get();
        } finally {
            locks[partition].unlock();
        }
    }

    private <R> R locked(int[] partitions, int from, boolean withRoot, Supplier<R> work) {
        if (from == partitions.length) {
            return withRoot ? alone(work) : work.get();
        }
        acquire(locks[partitions[from]]);
        try {
            return locked(partitions, from + 1, withRoot, work);
        } finally {
            locks[partitions[from]].unlock();
        }
    }

    private <R> R alone(Supplier<R> work) {
        acquire(root);
        try {
            return work.get();
        } finally {
            root.unlock();
        }
    }

    private static void acquire(ReentrantLock lock) {
        for (int i = 0; i < TRIES; i++) {
            if (lock.tryLock()) {
                return;
            }
            Thread.onSpinWait();
        }
        lock.lock();
    }
}
