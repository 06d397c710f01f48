package org.trunkline.persistence.internal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.trunkline.persistence.SchemaReady;

/**
 * Deletes what is old from the outbox, which otherwise grows with every change for ever. The audit keeps its rows. Nodes
 * may do this at the same time.
 */
@Component(service = OutboxRetention.class, immediate = true, configurationPid = "org.trunkline.outbox")
@Designate(ocd = OutboxRetention.Config.class)
public final class OutboxRetention {
    /** How long the outbox remembers. */
    @ObjectClassDefinition(name = "Trunkline outbox", description = "How long changes are kept for consumers.")
    public @interface Config {
        @AttributeDefinition(description = "Days after which a change is deleted, read or not; 1 or more.")
        int keep_days() default 14;
    }

    /** A consumer reads a few rows at a time and must not wait for a delete of millions. */
    public static final int SLICE_ROWS_MAX = 5_000;

    private static final Logger LOG = LoggerFactory.getLogger(OutboxRetention.class);
    private static final long PERIOD_MINUTES = 60;
    private static final String DELETE =
            "delete from outbox where id in (select id from outbox where created_at < ? order by created_at limit "
                    + SLICE_ROWS_MAX + ")";

    private final DataSource database;
    private final Clock clock;
    private final Duration kept;
    private final ScheduledExecutorService worker = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "trunkline-outbox-retention");
        thread.setDaemon(true);
        return thread;
    });

    /** @param schema only waited for: the tables */
    @Activate
    public OutboxRetention(
            @Reference(target = "(osgi.jndi.service.name=trunkline)") DataSource database,
            @Reference(target = "(" + SchemaReady.DOMAIN + "=" + PersistenceMigrations.DOMAIN + ")") SchemaReady schema,
            @Reference Clock clock,
            Config config) {
        this(database, clock, Duration.ofDays(config.keep_days()));
        worker.scheduleWithFixedDelay(this::cleanQuietly, 1, PERIOD_MINUTES, TimeUnit.MINUTES);
    }

    /** @throws IllegalArgumentException for less than a day: consumers that were down for a night must find their rows */
    public OutboxRetention(DataSource database, Clock clock, Duration kept) {
        if (kept.toDays() < 1) {
            throw new IllegalArgumentException("keep.days must be 1 or more");
        }
        this.database = database;
        this.clock = clock;
        this.kept = kept;
    }

    @Deactivate
    public void close() {
        worker.shutdown();
    }

    /**
     * Deletes rows that are too old, in slices of a transaction each.
     *
     * @return how many
     */
    public long clean() throws SQLException {
        OffsetDateTime before = clock.instant().minus(kept).atOffset(ZoneOffset.UTC);
        long deleted = 0;
        int slice;
        do {
            slice = deleteSlice(before);
            deleted += slice;
        } while (slice == SLICE_ROWS_MAX && !worker.isShutdown());
        return deleted;
    }

    private int deleteSlice(OffsetDateTime before) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement delete = connection.prepareStatement(DELETE)) {
            delete.setObject(1, before);
            return delete.executeUpdate();
        }
    }

    private void cleanQuietly() {
        try {
            long deleted = clean();
            if (deleted > 0) {
                LOG.info("Outbox cleaned: rows={} older_than_days={}", deleted, kept.toDays());
            }
        } catch (SQLException | RuntimeException e) {
            // the next round tries again; an executor would stop at an exception
            LOG.warn("Outbox not cleaned: reason={}", e.toString());
        }
    }
}
