package org.trunkline.limits.state.internal;

import java.util.concurrent.atomic.AtomicReferenceArray;

/** Outputs that are used again: a new one for each record would be a large part of what a decision allocates. */
final class SpareOutputs {
    /** A power of two. Threads that have the same place take turns, or make their own. */
    private static final int PLACES = 32;

    /** Places of different threads are in different lines of the processors' memory, or each would wait for the other. */
    private static final int STEP = 16;

    private static final int CAPACITY_MAX = 16 << 10;

    private static final AtomicReferenceArray<RecordOutput> SPARE = new AtomicReferenceArray<>(PLACES * STEP);

    private SpareOutputs() {}

    private static int place() {
        return ((int) Thread.currentThread().getId() & PLACES - 1) * STEP;
    }

    static RecordOutput take() {
        RecordOutput spare = SPARE.getAndSet(place(), null);
        return spare == null ? new RecordOutput() : spare;
    }

    static void give(RecordOutput out) {
        if (out.capacity() <= CAPACITY_MAX) {
            SPARE.set(place(), out.reset());
        }
    }
}
