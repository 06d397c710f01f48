package org.trunkline.itests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Waits for what another process does, by asking until it holds. */
final class Eventually {
    private static final long PAUSE_MILLIS = 200;

    /** What shall hold: returns, or throws while it does not. */
    @FunctionalInterface
    interface Fact {
        void check() throws IOException;
    }

    /** Returns when the fact holds; fails with its last failure when it does not within the time. */
    static void within(Duration time, Fact fact) {
        long end = System.nanoTime() + time.toNanos();
        while (true) {
            try {
                fact.check();
                return;
            } catch (AssertionError | IOException | UncheckedIOException notYet) {
                if (System.nanoTime() > end) {
                    throw new AssertionError("not within " + time + ": " + notYet.getMessage(), notYet);
                }
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(PAUSE_MILLIS));
        }
    }

    private Eventually() {}
}
