package org.trunkline.demo;

import java.io.PrintStream;
import java.util.concurrent.TimeUnit;

/** Says what goes on, a line at a time and not too many of them. */
final class Progress {
    private static final long PAUSE_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final PrintStream out;
    private final long start = System.nanoTime();
    private String phase = "";
    private long told;

    Progress(PrintStream out) {
        this.out = out;
    }

    void phase(String name) {
        phase = name;
        told = System.nanoTime();
        line("");
    }

    /** Tells how far the phase is, at most once a second. */
    void tell(String state) {
        long now = System.nanoTime();
        if (now - told >= PAUSE_NANOS) {
            told = now;
            line(state);
        }
    }

    private void line(String state) {
        long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start);
        out.printf("[%3d s] %s%s%n", seconds, phase, state.isEmpty() ? "" : ": " + state);
    }
}
