package org.trunkline.tasks;

import java.util.Locale;

/** Where a task stands. */
public enum TaskStatus {
    /** Its input is there; nobody has started it. */
    PENDING,
    /** It waits for its turn or runs. */
    EXECUTING,
    /** Every row was done. */
    SUCCESS,
    /** No row was done. */
    FAILURE,
    /** Some rows were done, others not. */
    PARTIAL,
    /** It broke for a reason that is not in its input. */
    INTERNAL_ERROR,
    /** It was stopped, or the server was. */
    STOPPED;

    /** The word on the wire. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    public boolean hasEnded() {
        return this != PENDING && this != EXECUTING;
    }
}
