package org.trunkline.persistence.internal;

import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
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

/** Keeps the audit for ever, or for a number of whole months. */
@Component(service = AuditRetention.class, immediate = true, configurationPid = "org.trunkline.audit")
@Designate(ocd = AuditRetention.Config.class)
public final class AuditRetention {
    /** How long the audit remembers. */
    @ObjectClassDefinition(name = "Trunkline audit", description = "How long it is kept who changed what.")
    public @interface Config {
        @AttributeDefinition(description = "Whole months (UTC) besides the one that runs; 0: for ever.")
        int keep_months() default 0;
    }

    /** Ids begin with the time, so that the first rows of the primary key are the oldest; see AuditIds. */
    private static final String FOUND = "select id from audit where id < ? and changed_at < ? order by id";

    private final OldRows rows;
    private final Clock clock;
    private final int months;

    /** @param schema only waited for: the tables */
    @Activate
    public AuditRetention(
            @Reference(target = "(osgi.jndi.service.name=trunkline)") DataSource database,
            @Reference(target = "(" + SchemaReady.DOMAIN + "=" + PersistenceMigrations.DOMAIN + ")") SchemaReady schema,
            @Reference Clock clock,
            Config config) {
        this(database, clock, config.keep_months());
        if (months > 0) {
            rows.schedule(this::clean);
        }
    }

    /** @throws IllegalArgumentException for less than no months */
    public AuditRetention(DataSource database, Clock clock, int months) {
        if (months < 0) {
            throw new IllegalArgumentException("keep.months must be 0 or more");
        }
        this.rows = new OldRows("audit", database);
        this.clock = clock;
        this.months = months;
    }

    @Deactivate
    public void close() {
        rows.close();
    }

    /**
     * Deletes the months that are over and too old.
     *
     * @return how many rows
     */
    public long clean() throws SQLException {
        if (months == 0) {
            return 0;
        }
        OffsetDateTime before = clock.instant()
                .atOffset(ZoneOffset.UTC)
                .withDayOfMonth(1)
                .truncatedTo(ChronoUnit.DAYS)
                .minusMonths(months);
        return rows.delete(FOUND, List.of(AuditIds.first(before.toInstant()), before));
    }
}
