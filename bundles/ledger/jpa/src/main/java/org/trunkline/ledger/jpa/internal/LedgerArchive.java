package org.trunkline.ledger.jpa.internal;

import java.time.Clock;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.persistence.EntityManagerFactory;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.trunkline.persistence.ChangeLog;
import org.trunkline.persistence.SchemaReady;
import org.trunkline.persistence.Transactions;

/** Divides the entries by month where that is wished, and moves old months to cheap storage. */
@Component(service = LedgerArchive.class, immediate = true, configurationPid = "org.trunkline.ledger.archive")
@Designate(ocd = LedgerArchive.Config.class)
public final class LedgerArchive {
    /** What happens to old entries. */
    @ObjectClassDefinition(name = "Trunkline ledger archive", description = "Old months of the ledger on PostgreSQL.")
    public @interface Config {
        @AttributeDefinition(
                description = "Whether entries lie in a partition per month; there is no way back. PostgreSQL only.")
        boolean month_partitions() default false;

        @AttributeDefinition(description = "Tablespace that old months are moved to; empty: they stay where they are.")
        String tablespace() default "";

        @AttributeDefinition(description = "Months after its end at which a month is moved; 1 or more.")
        int after_months() default 13;
    }

    private static final Logger LOG = LoggerFactory.getLogger(LedgerArchive.class);
    private static final long PERIOD_MINUTES = 60;

    private final MonthPartitions partitions;
    private final Config config;
    private final ScheduledExecutorService worker = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "trunkline-ledger-archive");
        thread.setDaemon(true);
        return thread;
    });

    /**
     * @param schema only waited for: the tables
     * @throws IllegalArgumentException if the settings cannot be meant
     */
    @Activate
    public LedgerArchive(
            @Reference(target = "(osgi.unit.name=ledger)") EntityManagerFactory unit,
            @Reference ChangeLog changes,
            @Reference(target = "(domain=ledger)") SchemaReady schema,
            @Reference Clock clock,
            Config config) {
        if (config.after_months() < 1) {
            throw new IllegalArgumentException("after.months must be 1 or more");
        }
        if (!config.tablespace().isEmpty() && !config.month_partitions()) {
            throw new IllegalArgumentException("tablespace needs month.partitions = true");
        }
        this.partitions = new MonthPartitions(new Transactions(unit, changes), clock);
        this.config = config;
        if (config.month_partitions()) {
            worker.scheduleWithFixedDelay(this::round, 0, PERIOD_MINUTES, TimeUnit.MINUTES);
        }
    }

    @Deactivate
    void close() {
        worker.shutdown();
    }

    private void round() {
        try {
            if (!partitions.isPossible()) {
                LOG.warn("Ledger is not divided by month: only PostgreSQL can");
                worker.shutdown();
                return;
            }
            partitions.prepare();
            if (!config.tablespace().isEmpty()) {
                partitions.archive(config.after_months(), config.tablespace());
            }
        } catch (RuntimeException e) {
            // the next round tries again; an executor would stop at an exception
            LOG.error(
                    "Ledger months not prepared or moved, tried again in {} minutes; the tables must belong to the user"
                            + " of the database: reason={}",
                    PERIOD_MINUTES,
                    e.toString());
        }
    }
}
