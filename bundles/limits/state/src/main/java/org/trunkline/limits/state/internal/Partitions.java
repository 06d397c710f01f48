package org.trunkline.limits.state.internal;

import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
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

    /** Does the work while nobody else works in the partition, with root also in no other. */
    <R> R locked(AccountId partition, boolean withRoot, Supplier<R> work) {
        ReentrantLock lock = locks[Math.floorMod(partition.hashCode(), COUNT)];
        acquire(lock);
        try {
            return withRoot ? alone(work) : work.get();
        } finally {
            lock.unlock();
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
