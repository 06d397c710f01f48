package org.trunkline.persistence.testing;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import javax.persistence.EntityManagerFactory;
import javax.persistence.Persistence;
import javax.sql.DataSource;
import org.trunkline.kernel.ChangeFeed;
import org.trunkline.persistence.ChangeLog;
import org.trunkline.persistence.SchemaReady;
import org.trunkline.persistence.Transactions;
import org.trunkline.persistence.internal.H2Housekeeper;
import org.trunkline.persistence.internal.JdbcChangeLog;
import org.trunkline.persistence.internal.LocalChangeFeed;
import org.trunkline.persistence.internal.PersistenceMigrations;
import org.trunkline.persistence.internal.Pool;
import org.trunkline.persistence.internal.Schema;

/** One database with the tables of one domain and the shared ones, and all that a JPA store is constructed with. */
public final class StoreDatabase implements AutoCloseable {
    private static final int CONNECTIONS_MAX = 16;
    private static final long CONNECT_TIMEOUT_MILLIS = 20_000;

    private final HikariDataSource pool;
    private final H2Housekeeper housekeeper;
    private final EntityManagerFactory unit;
    private final LocalChangeFeed feed = new LocalChangeFeed();
    private final ChangeLog changes = new JdbcChangeLog(feed);

    private StoreDatabase(HikariDataSource pool, H2Housekeeper housekeeper, EntityManagerFactory unit) {
        this.pool = pool;
        this.housekeeper = housekeeper;
        this.unit = unit;
    }

    static StoreDatabase open(DataSource database, String domain) {
        HikariDataSource pool = Pool.open(database, CONNECTIONS_MAX, CONNECT_TIMEOUT_MILLIS);
        try {
            ClassLoader classes = Thread.currentThread().getContextClassLoader();
            Schema.migrate(pool, PersistenceMigrations.DOMAIN, classes);
            Schema.migrate(pool, domain, classes);
            return new StoreDatabase(
                    pool,
                    new H2Housekeeper(database),
                    Persistence.createEntityManagerFactory(domain, properties(pool)));
        } catch (SQLException e) {
            pool.close();
            throw new IllegalStateException("Migrations do not run: " + domain, e);
        } catch (RuntimeException e) {
            pool.close();
            throw e;
        }
    }

    /** Returns the persistence unit that is named like the domain. */
    public EntityManagerFactory unit() {
        return unit;
    }

    /** Returns the change log that writes to this database. */
    public ChangeLog changes() {
        return changes;
    }

    /** Returns the feed that hands on what went through {@link #changes}. */
    public ChangeFeed feed() {
        return feed;
    }

    /** Returns what stores wait for. */
    public SchemaReady schema() {
        return new SchemaReady() {};
    }

    public Transactions transactions() {
        return new Transactions(unit, changes);
    }

    /** Returns the pool, to look at the tables over a connection of one's own. */
    public DataSource dataSource() {
        return pool;
    }

    /** Runs one statement over a connection of its own and returns its rows; column names are in lower case. */
    public List<Map<String, Object>> query(String sql) {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<Map<String, Object>> result = new ArrayList<>();
            int columns = rows.getMetaData().getColumnCount();
            while (rows.next()) {
                Map<String, Object> row = new LinkedHashMap<>();
                for (int column = 1; column <= columns; column++) {
                    String name = rows.getMetaData().getColumnLabel(column).toLowerCase(Locale.ROOT);
                    row.put(name, rows.getObject(column));
                }
                result.add(row);
            }
            return result;
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /** Runs one statement that changes something, over a connection of its own. */
    public void run(String sql) {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /** Returns the one number that the statement selects, over a connection of its own. */
    public long number(String sql) {
        Object value = query(sql).get(0).values().iterator().next();
        return ((Number) value).longValue();
    }

    @Override
    public void close() {
        unit.close();
        feed.close();
        housekeeper.close();
        pool.close();
    }

    private static Map<String, Object> properties(DataSource database) {
        return Map.of(
                "javax.persistence.nonJtaDataSource",
                database,
                "eclipselink.weaving",
                "false",
                "eclipselink.logging.level",
                "OFF",
                // EclipseLink shares one session, with its DataSource, among factories whose session has the same name.
                "eclipselink.session-name",
                UUID.randomUUID().toString());
    }
}
