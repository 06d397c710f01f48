package org.trunkline.persistence.internal;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStore.TxCounter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the file of H2 in proportion to what is alive in it. With {@code WRITE_DELAY=0} H2 has no housekeeping of its own: a
 * chunk of the file is used again only when nothing of it is alive any more. This one copies what is left of old chunks in
 * small rounds, in turn with those who write. What a chunk has held is written over only when all that came after it has been
 * forced to the disk: H2 promises nothing for a power cut, but the less it may find out of order the better.
 */
public final class H2Housekeeper implements AutoCloseable {
    private static final long ROUND_MILLIS = 100;

    /** Above this nothing is copied: with large groups chunks are 40 % alive by themselves. */
    private static final int ALIVE_BUSY_PERCENT = 38;

    /** Where nobody writes, it may cost more. */
    private static final int ALIVE_IDLE_PERCENT = 60;

    /**
     * So many rounds in which nobody has written. One goes by without a commit under load, too; an idle node writes every two
     * seconds that it lives.
     */
    private static final int IDLE_ROUNDS = 5;

    private static final int COPIED_BYTES = 1 << 20;

    /** Copies no more than this part of the time. */
    private static final int PART_OF_TIME = 6;

    /** How long it waits after a failure, in rounds, and at most for its turn. */
    private static final long PAUSE_ROUNDS = 100;

    private static final long STOP_MILLIS = 15_000;
    private static final Logger LOG = LoggerFactory.getLogger(H2Housekeeper.class);

    private final DataSource database;
    private final long roundMillis;
    private final Thread thread = new Thread(this::run, "trunkline-h2-housekeeper");
    private volatile boolean closed;
    private MVStore store;
    private WriteTurn turn;
    private final Deque<TxCounter> forced = new ArrayDeque<>();
    private long forcedVersion;
    private long version;
    private long idleRounds;

    /** @param database without a pool; if it is not H2 in a file, nothing is done */
    public H2Housekeeper(DataSource database) {
        this(database, ROUND_MILLIS);
    }

    H2Housekeeper(DataSource database, long roundMillis) {
        this.database = database;
        this.roundMillis = roundMillis;
        thread.setDaemon(true);
        thread.start();
    }

    /** Waits for the round that runs: H2 closes its file under a thread that is interrupted. */
    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
        try {
            thread.join(STOP_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        while (!closed) {
            long started = System.nanoTime();
            long pauseMillis = roundMillis;
            try {
                if (opened()) {
                    round();
                }
            } catch (SQLException | RuntimeException e) {
                // it goes on with the same store: what it holds there nobody else would let go
                pauseMillis = roundMillis * PAUSE_ROUNDS;
                if (store != null && !store.isClosed()) {
                    LOG.warn("H2 was not tidied up: reason={}", e.toString());
                }
            }
            long nanos = System.nanoTime() - started;
            LockSupport.parkNanos(Math.max(TimeUnit.MILLISECONDS.toNanos(pauseMillis), nanos * (PART_OF_TIME - 1)));
        }
        release();
    }

    /** Looks for the store if there is none, or the one that there was is closed. */
    private boolean opened() throws SQLException {
        if (store != null && !store.isClosed()) {
            return true;
        }
        store = null;
        forced.clear();
        try (Connection connection = database.getConnection()) {
            turn = H2Store.turn(connection).orElse(null);
            MVStore found = H2Store.of(connection).orElse(null);
            if (turn == null || found == null || !H2Store.writesHeads(found)) {
                closed = true;
                return false;
            }
            store = found;
        }
        force();
        store.setRetentionTime(0);
        return true;
    }

    private void round() throws SQLException {
        long now = store.getCurrentVersion();
        idleRounds = now == version ? idleRounds + 1 : 0;
        if (now != forcedVersion) {
            force();
        }
        boolean idle = idleRounds >= IDLE_ROUNDS;
        int alivePercent = store.getFileStore().getChunksFillRate();
        // where nobody writes, all of it once at most: it may not get better
        boolean again = idleRounds - IDLE_ROUNDS <= store.getFileStore().size() / COPIED_BYTES + 1;
        if (again && alivePercent < (idle ? ALIVE_IDLE_PERCENT : ALIVE_BUSY_PERCENT)) {
            copy();
        }
        version = store.getCurrentVersion();
    }

    /**
     * Keeps what was needed until two rounds ago: from one version to the next H2 may tell too late that nobody needs a chunk
     * any more.
     */
    private void force() {
        forcedVersion = store.getCurrentVersion();
        TxCounter next = store.registerVersionUsage();
        store.sync();
        forced.add(next);
        while (forced.size() > 2) {
            store.deregisterVersionUsage(forced.remove());
        }
    }

    private void copy() throws SQLException {
        turn.take(roundMillis * PAUSE_ROUNDS);
        try {
            store.compact(100, COPIED_BYTES);
            store.commit();
        } finally {
            turn.giveBack();
        }
    }

    private void release() {
        if (store != null && !store.isClosed()) {
            forced.forEach(store::deregisterVersionUsage);
        }
    }
}
