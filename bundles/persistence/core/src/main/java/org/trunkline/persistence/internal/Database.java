package org.trunkline.persistence.internal;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Filter;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.jdbc.DataSourceFactory;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.util.tracker.ServiceTracker;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.trunkline.kernel.HealthCheck;

/**
 * Publishes the one {@link DataSource} of this node, named {@code trunkline}, once the database answers. The JDBC URL
 * chooses the kind of database. At start an unreachable database ends the process; later it only turns the health red.
 */
@Component(service = HealthCheck.class, immediate = true, configurationPid = "org.trunkline.persistence")
@Designate(ocd = Database.Config.class)
public final class Database implements HealthCheck {
    private static final Logger LOG = LoggerFactory.getLogger(Database.class);
    private static final String H2 = "jdbc:h2:";
    private static final Map<String, String> DRIVERS =
            Map.of(H2, "org.h2.Driver", "jdbc:postgresql:", "org.postgresql.Driver");
    /** Tells the migrations that the node was starting when it asked for this database. */
    static final String STARTING = "trunkline.starting";

    private static final long RETRY_PAUSE_MILLIS = 500;
    private static final int PROBE_SECONDS = 2;

    /** Where the data lies. */
    @ObjectClassDefinition(name = "Trunkline database", description = "The database of this node.")
    public @interface Config {
        @AttributeDefinition(
                description =
                        "JDBC URL: jdbc:postgresql://host/database or jdbc:h2:file:…; empty: H2 in the data directory.")
        String url() default "";

        @AttributeDefinition(description = "Database user.")
        String user() default "trunkline";

        @AttributeDefinition(description = "Password of the database user.")
        String _password() default "";

        @AttributeDefinition(description = "Connections in the pool.")
        int connections_max() default 10;

        @AttributeDefinition(description = "How long a request waits for a connection.")
        long connect_timeout_millis() default 5_000;

        @AttributeDefinition(description = "How long a start waits for the database before the process ends.")
        int start_wait_seconds() default 15;
    }

    private final BundleContext context;
    private final Config config;
    private final String url;
    private final boolean starting;
    private final ServiceTracker<DataSourceFactory, Opening> drivers;

    @Activate
    public Database(BundleContext context, Config config) {
        this.context = context;
        this.config = config;
        this.url = config.url().isBlank() ? embedded(context) : config.url().strip();
        this.starting = StartFailure.isStarting(context);
        this.drivers = track(driverOf(url));
        drivers.open();
    }

    @Deactivate
    public void close() {
        drivers.close();
    }

    @Override
    public String name() {
        return "database";
    }

    @Override
    public Result check() {
        Opening opening = drivers.getService();
        HikariDataSource pool = opening == null ? null : opening.pool;
        if (pool == null) {
            return Result.unhealthy("not connected: " + shown(url));
        }
        try (Connection connection = pool.getConnection()) {
            return connection.isValid(PROBE_SECONDS)
                    ? Result.healthy(connection.getMetaData().getDatabaseProductName())
                    : Result.unhealthy("does not answer: " + shown(url));
        } catch (SQLException e) {
            return Result.unhealthy("does not answer: " + shown(url));
        }
    }

    private String driverOf(String url) {
        return DRIVERS.entrySet().stream()
                .filter(kind -> url.startsWith(kind.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseGet(() -> {
                    fail("TRUNKLINE_DB_URL must begin with one of " + DRIVERS.keySet() + ": " + shown(url));
                    return "none";
                });
    }

    private ServiceTracker<DataSourceFactory, Opening> track(String driver) {
        String property = "(" + DataSourceFactory.OSGI_JDBC_DRIVER_CLASS + "=" + driver + ")";
        return new ServiceTracker<>(context, filter(property), null) {
            @Override
            public Opening addingService(ServiceReference<DataSourceFactory> reference) {
                return new Opening(context.getService(reference));
            }

            @Override
            public void removedService(ServiceReference<DataSourceFactory> reference, Opening opening) {
                opening.close();
                context.ungetService(reference);
            }
        };
    }

    private static Filter filter(String property) {
        try {
            return FrameworkUtil.createFilter(
                    "(&(objectClass=" + DataSourceFactory.class.getName() + ")" + property + ")");
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private void fail(String line) {
        if (starting) {
            StartFailure.endProcess(line);
        } else {
            LOG.error("Database not usable: {}", line);
        }
    }

    /**
     * H2 in the data directory. Without WRITE_DELAY=0 it confirms commits that a killed process loses. Every commit writes all
     * pages that it has changed, so they are a quarter of what they would be; files with larger ones stay readable.
     */
    private static String embedded(BundleContext context) {
        String data = context.getProperty("karaf.data");
        return "jdbc:h2:file:" + (data == null ? "./data" : data) + "/db/trunkline;WRITE_DELAY=0;PAGE_SIZE=4096";
    }

    /** Leaves out what follows the address, where passwords may stand. */
    private static String shown(String url) {
        return url.split("[?;]", 2)[0];
    }

    /** Opens the pool on a thread of its own: the database may take its time, the start of other bundles need not. */
    private final class Opening {
        private final DataSourceFactory factory;
        private final Thread thread = new Thread(this::open, "trunkline-database");
        private volatile HikariDataSource pool;
        private volatile ServiceRegistration<DataSource> registration;
        private volatile boolean closed;
        private H2Housekeeper housekeeper;
        private String refusal = "";

        Opening(DataSourceFactory factory) {
            this.factory = factory;
            thread.setDaemon(true);
            thread.start();
        }

        private void open() {
            try {
                DataSource database = factory.createDataSource(properties());
                publish(connect(database), database);
            } catch (SQLException | RuntimeException e) {
                fail("the JDBC URL is not understood, check TRUNKLINE_DB_URL: " + shown(url));
            } catch (InterruptedException e) {
                // close() ends the thread
            }
        }

        private HikariDataSource connect(DataSource database) throws SQLException, InterruptedException {
            database.setLoginTimeout(
                    (int) Math.max(1, TimeUnit.MILLISECONDS.toSeconds(config.connect_timeout_millis())));
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(config.start_wait_seconds());
            boolean told = false;
            while (!answers(database)) {
                if (!told && System.nanoTime() > deadline) {
                    told = true;
                    fail("the database cannot be reached, check TRUNKLINE_DB_URL, TRUNKLINE_DB_USER and"
                            + " TRUNKLINE_DB_PASSWORD: " + shown(url) + " (" + refusal + ")");
                }
                Thread.sleep(RETRY_PAUSE_MILLIS);
            }
            return Pool.open(database, config.connections_max(), config.connect_timeout_millis());
        }

        private boolean answers(DataSource database) {
            try (Connection connection = database.getConnection()) {
                return connection.isValid(PROBE_SECONDS);
            } catch (SQLException e) {
                refusal = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
                return false;
            }
        }

        private synchronized void publish(HikariDataSource opened, DataSource database) {
            if (closed) {
                opened.close();
                return;
            }
            pool = opened;
            if (url.startsWith(H2)) {
                housekeeper = new H2Housekeeper(database);
            }
            Dictionary<String, Object> properties = new Hashtable<>();
            properties.put("osgi.jndi.service.name", "trunkline");
            properties.put(STARTING, starting);
            registration = context.registerService(DataSource.class, opened, properties);
            LOG.info("Database connected: url={}", shown(url));
        }

        private synchronized void close() {
            closed = true;
            thread.interrupt();
            if (registration != null) {
                registration.unregister();
                registration = null;
            }
            if (housekeeper != null) {
                housekeeper.close();
                housekeeper = null;
            }
            if (pool != null) {
                pool.close();
                pool = null;
            }
        }

        private Properties properties() {
            Properties properties = new Properties();
            properties.setProperty(DataSourceFactory.JDBC_URL, url);
            properties.setProperty(DataSourceFactory.JDBC_USER, config.user());
            properties.setProperty(DataSourceFactory.JDBC_PASSWORD, config._password());
            return properties;
        }
    }
}
