package org.trunkline.persistence.internal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.ChangeFeed;
import org.trunkline.kernel.Outbox.Entry;

/** Brings entries of the outbox to one consumer and writes down which it has seen. */
public final class OutboxReader {
    static final int ENTRIES_AT_ONCE_MAX = 200;

    /** Longer than a transaction stays open after it took the time of its change. */
    static final Duration LATE_MAX = Duration.ofHours(1);

    private static final Logger LOG = LoggerFactory.getLogger(OutboxReader.class);
    private static final long PERIOD_SECONDS = 5;
    private static final long STOP_SECONDS_MAX = 5;
    private static final String UNIQUE = "23505";
    /** The entry is deleted, as PostgreSQL and as H2 say it. */
    private static final Set<String> GONE = Set.of("23503", "23506");

    private static final String SINCE = "select since from outbox_consumer where name = ?";
    private static final String COME = "insert into outbox_consumer (name, since) values (?, ?)";
    private static final String UNSEEN =
            """
            select o.id, o.created_at, o.account_id, o.topic, o.object_key, o.action, o.detail from outbox o
            where o.topic = ? and o.created_at >= ? and o.action in (%s)
              and not exists (select 1 from outbox_seen s where s.outbox_id = o.id and s.consumer = ?)
            order by o.created_at, o.id limit ?""";
    private static final String SEEN = "insert into outbox_seen (outbox_id, consumer) values (?, ?)";

    private final DataSource database;
    private final Clock clock;
    private final String consumer;
    private final String topic;
    private final List<String> actions;
    private final Consumer<Entry> work;
    private final String unseen;
    private final AtomicBoolean isAwake = new AtomicBoolean();
    private final ScheduledExecutorService worker;
    private Optional<Instant> from = Optional.empty();
    private ChangeFeed.Subscription changes = () -> {};

    public OutboxReader(
            DataSource database,
            Clock clock,
            String consumer,
            String topic,
            Set<String> actions,
            Consumer<Entry> work) {
        this.database = database;
        this.clock = clock;
        this.consumer = consumer;
        this.topic = topic;
        this.actions = List.copyOf(actions);
        unseen = UNSEEN.formatted(String.join(", ", Collections.nCopies(actions.size(), "?")));
        this.work = work;
        worker = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "trunkline-outbox-" + consumer);
            thread.setDaemon(true);
            return thread;
        });
    }

    void start(ChangeFeed feed) {
        changes = feed.subscribe(topic, change -> wake());
        worker.scheduleWithFixedDelay(this::wake, 0, PERIOD_SECONDS, TimeUnit.SECONDS);
    }

    public void close() {
        changes.close();
        worker.shutdown();
        try {
            worker.awaitTermination(STOP_SECONDS_MAX, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void wake() {
        if (isAwake.compareAndSet(false, true)) {
            try {
                worker.execute(this::readQuietly);
            } catch (RejectedExecutionException e) {
                // closed; what is unseen is brought after the next start, or by another node
            }
        }
    }

    private void readQuietly() {
        isAwake.set(false);
        try {
            read();
        } catch (SQLException | RuntimeException e) {
            // the outermost frame of this thread: the next round tries again
            LOG.warn("Outbox not read: consumer={} reason={}", consumer, e.toString());
        }
    }

    /** Brings all that is there and was not seen, each once. Returns how many were brought. */
    public int read() throws SQLException {
        if (from.isEmpty()) {
            from = Optional.of(since());
        }
        Instant start = clock.instant();
        Set<String> failed = new HashSet<>();
        int brought = 0;
        List<Entry> entries;
        do {
            entries = unseen(ENTRIES_AT_ONCE_MAX + failed.size());
            brought += bring(entries, failed);
        } while (entries.size() > failed.size() && failed.size() < ENTRIES_AT_ONCE_MAX && !worker.isShutdown());
        Instant recent = start.minus(LATE_MAX);
        if (failed.isEmpty() && recent.isAfter(from.get())) {
            // what is older than that is all seen, and need not be looked at again
            from = Optional.of(recent);
        }
        return brought;
    }

    /**
     * Works on entries but those that failed before, and adds to them. What is done is written down once for all of them: after
     * a crash in between they are brought again, which consumers know from their ids. Returns how many are done.
     */
    private int bring(List<Entry> entries, Set<String> failed) throws SQLException {
        List<Entry> done = new ArrayList<>();
        try {
            for (Entry entry : entries) {
                if (failed.contains(entry.id()) || worker.isShutdown()) {
                    continue;
                }
                if (isDone(entry)) {
                    done.add(entry);
                } else {
                    failed.add(entry.id());
                }
            }
        } finally {
            seen(done);
        }
        return done.size();
    }

    private boolean isDone(Entry entry) {
        try {
            work.accept(entry);
            return true;
        } catch (RuntimeException e) {
            LOG.warn(
                    "Change not handled, brought again: consumer={} entry={} topic={} key={}",
                    consumer,
                    entry.id(),
                    topic,
                    entry.key(),
                    e);
            return false;
        }
    }

    /** Returns from when on entries are this consumer's business: the first time that it came. */
    private Instant since() throws SQLException {
        try (Connection connection = database.getConnection()) {
            Optional<Instant> known = since(connection);
            if (known.isPresent()) {
                return known.get();
            }
            try (PreparedStatement insert = connection.prepareStatement(COME)) {
                insert.setString(1, consumer);
                insert.setObject(2, clock.instant().atOffset(ZoneOffset.UTC));
                insert.executeUpdate();
            } catch (SQLException e) {
                if (!UNIQUE.equals(e.getSQLState())) {
                    throw e;
                }
                // another node was first
            }
            return since(connection).orElseThrow();
        }
    }

    private Optional<Instant> since(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(SINCE)) {
            select.setString(1, consumer);
            try (ResultSet row = select.executeQuery()) {
                return row.next()
                        ? Optional.of(row.getObject(1, OffsetDateTime.class).toInstant())
                        : Optional.empty();
            }
        }
    }

    private List<Entry> unseen(int sizeMax) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(unseen)) {
            select.setString(1, topic);
            select.setObject(2, from.orElseThrow().atOffset(ZoneOffset.UTC));
            int next = 3;
            for (String action : actions) {
                select.setString(next++, action);
            }
            select.setString(next++, consumer);
            select.setInt(next, sizeMax);
            List<Entry> entries = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    entries.add(new Entry(
                            row.getString(1),
                            row.getString(4),
                            row.getString(5),
                            new AccountId(row.getString(3)),
                            row.getString(6),
                            row.getObject(2, OffsetDateTime.class).toInstant(),
                            row.getString(7)));
                }
            }
            return entries;
        }
    }

    private void seen(List<Entry> entries) throws SQLException {
        if (entries.isEmpty()) {
            return;
        }
        try (Connection connection = database.getConnection()) {
            if (seenTogether(connection, entries)) {
                return;
            }
            for (Entry entry : entries) {
                seen(connection, entry);
            }
        }
    }

    /** Returns whether it could be done: not if one entry was seen by another node, or is deleted. Then nothing was. */
    private boolean seenTogether(Connection connection, List<Entry> entries) throws SQLException {
        connection.setAutoCommit(false);
        try (PreparedStatement insert = connection.prepareStatement(SEEN)) {
            for (Entry entry : entries) {
                insert.setString(1, entry.id());
                insert.setString(2, consumer);
                insert.addBatch();
            }
            insert.executeBatch();
            connection.commit();
            return true;
        } catch (SQLException e) {
            connection.rollback();
            if (!isSettled(e)) {
                throw e;
            }
            return false;
        } finally {
            connection.setAutoCommit(true);
        }
    }

    private void seen(Connection connection, Entry entry) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(SEEN)) {
            insert.setString(1, entry.id());
            insert.setString(2, consumer);
            insert.executeUpdate();
        } catch (SQLException e) {
            if (!isSettled(e)) {
                throw e;
            }
        }
    }

    /** Another node brought it too, or the entry grew too old meanwhile. */
    private static boolean isSettled(SQLException e) {
        return UNIQUE.equals(e.getSQLState()) || GONE.contains(e.getSQLState());
    }
}
