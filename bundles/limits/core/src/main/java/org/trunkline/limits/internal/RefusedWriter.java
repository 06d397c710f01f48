package org.trunkline.limits.internal;

import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.trunkline.limits.spi.CallDetailStore;
import org.trunkline.limits.spi.StoredDetail;
import org.trunkline.limits.state.RefusedAttempts;

/** Brings the records of refused attempts into the database, in groups, behind the decisions. */
final class RefusedWriter implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RefusedWriter.class);
    private static final int GROUP_MAX = 500;
    private static final int PAUSE_MILLIS = 500;

    /** How many rounds go by in silence after a failure was told: a minute's worth. */
    private static final int QUIET_ROUNDS = 120;

    private final RefusedAttempts refused;
    private final CallDetailStore store;
    private final ScheduledExecutorService writer;
    private int quiet;

    RefusedWriter(RefusedAttempts refused, CallDetailStore store, ScheduledExecutorService writer) {
        this.refused = refused;
        this.store = store;
        this.writer = writer;
        writer.scheduleWithFixedDelay(this::round, PAUSE_MILLIS, PAUSE_MILLIS, TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        writer.shutdown();
        try {
            writer.awaitTermination(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void round() {
        try {
            writeAll();
            quiet = 0;
        } catch (RuntimeException e) {
            // the outermost frame of this thread: they are safe where they are, and the next round tries again
            if (quiet == 0) {
                LOG.warn("Refused calls wait for the database: reason={}", e.toString(), e);
                quiet = QUIET_ROUNDS;
            }
            quiet--;
        }
    }

    /** Returns when all that are there now are stored. */
    void writeAll() {
        // rules that are replaced write beside those that replace them, from the same files
        synchronized (refused) {
            List<StoredDetail> group = refused.oldest(GROUP_MAX);
            while (!group.isEmpty()) {
                store.insertMissing(group);
                refused.stored();
                group = refused.oldest(GROUP_MAX);
            }
        }
    }
}
