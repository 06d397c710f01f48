package org.trunkline.persistence.internal;

import java.sql.SQLException;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.flywaydb.core.api.FlywayException;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.util.tracker.ServiceTracker;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.trunkline.kernel.HealthCheck;
import org.trunkline.persistence.MigrationSource;
import org.trunkline.persistence.SchemaReady;

/**
 * Runs the migrations of each domain as soon as both the domain and the database are there, and publishes
 * {@link SchemaReady} for it. While the node starts, a migration that fails ends the process; later the domain stays
 * down and the health turns red.
 */
@Component(service = HealthCheck.class, immediate = true)
public final class Migrations implements HealthCheck {
    private static final Logger LOG = LoggerFactory.getLogger(Migrations.class);
    private static final long CLOSE_WAIT_SECONDS = 30;

    private final BundleContext context;
    private final DataSource database;
    private final Map<String, String> failures = new ConcurrentHashMap<>();
    /** One thread: migrations of several domains never run at once in this process. */
    private final ExecutorService worker = Executors.newSingleThreadExecutor(Migrations::thread);

    private final ServiceTracker<MigrationSource, Domain> sources;

    private volatile boolean closing;

    /** Whether what comes now came with the start of the node. */
    private volatile boolean starting;

    @Activate
    public Migrations(
            BundleContext context,
            @Reference(service = DataSource.class, target = "(osgi.jndi.service.name=trunkline)")
                    Map.Entry<Map<String, Object>, DataSource> database) {
        this.context = context;
        this.database = database.getValue();
        this.starting = Boolean.TRUE.equals(database.getKey().get(Database.STARTING));
        this.sources = track();
        sources.open();
        this.starting = false;
    }

    @Deactivate
    public void close() {
        closing = true;
        worker.shutdown();
        awaitWorker();
        sources.close();
    }

    /**
     * Components start in the thread of the worker when their schema is ready, and write what they need at the first start:
     * an interrupt would tear that apart (and close the file of H2). The database is there until this returns.
     */
    private void awaitWorker() {
        try {
            if (!worker.awaitTermination(CLOSE_WAIT_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("Stopping while a migration runs: seconds={}", CLOSE_WAIT_SECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public String name() {
        return "migrations";
    }

    @Override
    public Result check() {
        return failures.isEmpty()
                ? Result.healthy("done")
                : Result.unhealthy("failed, see the log: " + String.join(", ", failures.keySet()));
    }

    private ServiceTracker<MigrationSource, Domain> track() {
        return new ServiceTracker<>(context, MigrationSource.class, null) {
            @Override
            public Domain addingService(ServiceReference<MigrationSource> reference) {
                Domain domain = new Domain(context.getService(reference), starting || StartFailure.isStarting(context));
                if (!closing) {
                    worker.execute(domain::migrate);
                }
                return domain;
            }

            @Override
            public void removedService(ServiceReference<MigrationSource> reference, Domain domain) {
                domain.remove();
                context.ungetService(reference);
            }
        };
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "trunkline-migrations");
        thread.setDaemon(true);
        return thread;
    }

    /** One domain while its bundle is there. */
    private final class Domain {
        private final String name;
        private final ClassLoader classes;
        private final boolean starting;
        private ServiceRegistration<SchemaReady> ready;
        private boolean removed;

        Domain(MigrationSource source, boolean starting) {
            this.name = source.domain();
            this.classes = source.getClass().getClassLoader();
            this.starting = starting;
        }

        private void migrate() {
            if (closing) {
                return;
            }
            try {
                long start = System.nanoTime();
                int ran = Schema.migrate(database, name, classes);
                long millis = (System.nanoTime() - start) / 1_000_000;
                LOG.info("Schema ready: domain={} migrations={} millis={}", name, ran, millis);
                failures.remove(name);
                publish();
            } catch (SQLException | FlywayException e) {
                fail(e);
            }
        }

        private void fail(Exception failure) {
            failures.put(name, String.valueOf(failure.getMessage()));
            LOG.debug("Migration failed: domain={}", name, failure);
            String line =
                    "the data does not fit this version, the migration of \"" + name + "\" failed: start the version"
                            + " that wrote it, restore a backup, or correct what this names: " + oneLine(failure);
            if (starting) {
                StartFailure.endProcess(line);
            } else {
                LOG.error("Domain stays down: {}", line);
            }
        }

        private synchronized void publish() {
            if (!removed) {
                Dictionary<String, Object> properties = new Hashtable<>();
                properties.put(SchemaReady.DOMAIN, name);
                ready = context.registerService(SchemaReady.class, new SchemaReady() {}, properties);
            }
        }

        private synchronized void remove() {
            removed = true;
            failures.remove(name);
            if (ready != null) {
                ready.unregister();
                ready = null;
            }
        }

        private String oneLine(Throwable failure) {
            return String.valueOf(failure.getMessage()).strip().replaceAll("\\s*\\R\\s*", "; ");
        }
    }
}
