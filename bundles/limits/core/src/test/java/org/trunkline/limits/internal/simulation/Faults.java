package org.trunkline.limits.internal.simulation;

import java.util.Random;
import org.trunkline.kernel.UnavailableException;

/** What is wrong around the node at the moment, and when it dies: everything it does outside its memory passes here. */
final class Faults {
    private final Random random;
    private int stepsLeft = Integer.MAX_VALUE;
    private boolean dead;
    private boolean databaseDown;
    private boolean diskFull;
    private boolean postFailed;

    Faults(Random random) {
        this.random = random;
    }

    /** Ends the process before or after one of its next steps. */
    void crashIn(int steps) {
        stepsLeft = steps;
    }

    boolean isCrashDue() {
        return stepsLeft != Integer.MAX_VALUE;
    }

    /** A process that was killed, or is about to start. */
    void dead(boolean isDead) {
        dead = isDead;
        stepsLeft = Integer.MAX_VALUE;
        postFailed = false;
    }

    boolean isDead() {
        return dead;
    }

    void databaseDown(boolean isDown) {
        databaseDown = isDown;
    }

    boolean isDatabaseDown() {
        return databaseDown;
    }

    void diskFull(boolean isFull) {
        diskFull = isFull;
    }

    boolean isDiskFull() {
        return diskFull;
    }

    /** Whether the last attempt to bring a settlement into the database went wrong, as this process knows it. */
    boolean hasPostFailed() {
        return postFailed;
    }

    void posted(boolean well) {
        postFailed = !well;
    }

    /** One step to the outside: the process may end here. */
    void step() {
        if (!dead && stepsLeft != Integer.MAX_VALUE && stepsLeft-- == 0) {
            dead(true);
        }
        if (dead) {
            throw new Crash();
        }
    }

    /** Returns whether the database does what it is asked, though nobody hears of it. */
    boolean isAnswerLost() {
        return databaseDown && random.nextInt(3) == 0;
    }

    UnavailableException unreachable() {
        return new UnavailableException("datastore_unreachable", "down");
    }
}
