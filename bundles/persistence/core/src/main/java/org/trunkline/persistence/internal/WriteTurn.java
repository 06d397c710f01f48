package org.trunkline.persistence.internal;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Who writes to a database: one thread at a time, in the order in which they came. A thread that has the turn gets it again,
 * for a second connection of its own; any thread may give it back.
 */
final class WriteTurn {
    private final Semaphore free = new Semaphore(1, true);
    private Thread owner;
    private int taken;

    /** @throws SQLTransientConnectionException if others write for longer than that */
    void take(long waitMillis) throws SQLException {
        if (again()) {
            return;
        }
        try {
            if (!free.tryAcquire(waitMillis, TimeUnit.MILLISECONDS)) {
                throw new SQLTransientConnectionException(
                        "the database is busy: others have been writing for " + waitMillis + " ms", "08000");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SQLTransientConnectionException("interrupted while others wrote to the database", "08000", e);
        }
        own();
    }

    void giveBack() {
        if (left()) {
            free.release();
        }
    }

    private synchronized boolean again() {
        boolean mine = owner == Thread.currentThread();
        if (mine) {
            taken++;
        }
        return mine;
    }

    private synchronized void own() {
        owner = Thread.currentThread();
        taken = 1;
    }

    private synchronized boolean left() {
        taken--;
        if (taken == 0) {
            owner = null;
        }
        return taken == 0;
    }
}
