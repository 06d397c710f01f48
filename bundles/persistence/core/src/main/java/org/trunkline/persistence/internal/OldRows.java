package org.trunkline.persistence.internal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes rows that are too old, every hour, in slices of a transaction each: who reads a few rows at a time must not wait
 * for a delete of millions. Nodes may do this at the same time.
 */
final class OldRows implements AutoCloseable {
    static final int SLICE_ROWS_MAX = 5_000;

    private static final Logger LOG = LoggerFactory.getLogger(OldRows.class);
    private static final Duration FIRST = Duration.ofMinutes(1);
    private static final Duration PERIOD = Duration.ofHours(1);

    /** A round of work. */
    interface Round {
        /** @return how many rows are gone */
        long clean() throws SQLException;
    }

    private final String table;
    private final DataSource database;
    private final ScheduledExecutorService worker;

    OldRows(String table, DataSource database) {
        this.table = table;
        this.database = database;
        worker = Executors.newSingleThreadScheduledExecutor(work -> {
            Thread thread = new Thread(work, "trunkline-" + table + "-retention");
            thread.setDaemon(true);
            return thread;
        });
    }

    void schedule(Round round) {
        worker.scheduleWithFixedDelay(
                () -> cleanQuietly(round), FIRST.toMillis(), PERIOD.toMillis(), TimeUnit.MILLISECONDS);
    }

    /**
     * Deletes all rows with the ids that a query finds.
     *
     * @param found selects ids, the oldest first
     */
    long delete(String found, List<Object> parameters) throws SQLException {
        String sql = "delete from " + table + " where id in (" + found + " limit " + SLICE_ROWS_MAX + ")";
        long deleted = 0;
        int slice;
        do {
            slice = deleteSlice(sql, parameters);
            deleted += slice;
        } while (slice == SLICE_ROWS_MAX && !worker.isShutdown());
        return deleted;
    }

    private int deleteSlice(String sql, List<Object> parameters) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement delete = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.size(); i++) {
                delete.setObject(i + 1, parameters.get(i));
            }
            return delete.executeUpdate();
        }
    }

    private void cleanQuietly(Round round) {
        try {
            long deleted = round.clean();
            if (deleted > 0) {
                LOG.info("Old rows deleted: table={} rows={}", table, deleted);
            }
        } catch (SQLException | RuntimeException e) {
            // the next round tries again; an executor would stop at an exception
            LOG.warn("Old rows not deleted: table={} reason={}", table, e.toString());
        }
    }

    @Override
    public void close() {
        worker.shutdown();
    }
}
