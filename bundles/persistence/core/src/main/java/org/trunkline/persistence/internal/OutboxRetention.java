package org.trunkline.persistence.internal;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import javax.sql.DataSource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.trunkline.persistence.SchemaReady;

/**
 * Deletes what is old from the outbox, which otherwise grows with every change for ever. The audit keeps its rows longer:
 * {@link AuditRetention}.
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

    public static final int SLICE_ROWS_MAX = OldRows.SLICE_ROWS_MAX;

    private static final String FOUND = "select id from outbox where created_at < ? order by created_at";

    private final OldRows rows;
    private final Clock clock;
    private final Duration kept;

    /** @param schema only waited for: the tables */
    @Activate
    public OutboxRetention(
            @Reference(target = "(osgi.jndi.service.name=trunkline)") DataSource database,
            @Reference(target = "(" + SchemaReady.DOMAIN + "=" + PersistenceMigrations.DOMAIN + ")") SchemaReady schema,
            @Reference Clock clock,
            Config config) {
        this(database, clock, Duration.ofDays(config.keep_days()));
        rows.schedule(this::clean);
    }

    /** @throws IllegalArgumentException for less than a day: consumers that were down for a night must find their rows */
    public OutboxRetention(DataSource database, Clock clock, Duration kept) {
        if (kept.toDays() < 1) {
            throw new IllegalArgumentException("keep.days must be 1 or more");
        }
        this.rows = new OldRows("outbox", database);
        this.clock = clock;
        this.kept = kept;
    }

    @Deactivate
    public void close() {
        rows.close();
    }

    /**
     * Deletes rows that are too old, in slices of a transaction each.
     *
     * @return how many
     */
    public long clean() throws SQLException {
        return rows.delete(FOUND, List.of(clock.instant().minus(kept).atOffset(ZoneOffset.UTC)));
    }
}
