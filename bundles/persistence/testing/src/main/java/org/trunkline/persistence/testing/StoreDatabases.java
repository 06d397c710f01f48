package org.trunkline.persistence.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;

/**
 * Makes a fresh database for one test. {@code try (StoreDatabase db = StoreDatabases.h2("accounts")) { new
 * JpaAccountStore(db.unit(), db.changes(), …) }}
 */
public final class StoreDatabases {
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private StoreDatabases() {}

    /** Returns an H2 database in memory with the tables of the domain, whose persistence unit has the same name. */
    public static StoreDatabase h2(String domain) {
        return StoreDatabase.open(h2DataSource(), domain);
    }

    /** Returns a new database of a PostgreSQL server that runs as long as this JVM. */
    public static StoreDatabase postgres(String domain) {
        return StoreDatabase.open(postgresDataSource(), domain);
    }

    /** Returns a database of the caller's own with the tables of the domain. */
    public static StoreDatabase of(DataSource database, String domain) {
        return StoreDatabase.open(database, domain);
    }

    /** Returns an empty H2 database in memory, for tests without a persistence unit. */
    public static DataSource h2DataSource() {
        JdbcDataSource database = new JdbcDataSource();
        database.setURL("jdbc:h2:mem:test" + NUMBER.incrementAndGet() + ";DB_CLOSE_DELAY=-1");
        database.setUser("trunkline");
        return database;
    }

    /** Returns an empty database of the PostgreSQL server, for tests without a persistence unit. */
    public static DataSource postgresDataSource() {
        String name = "test" + NUMBER.incrementAndGet();
        EmbeddedPostgres server = Server.RUNNING;
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create database " + name);
        } catch (SQLException e) {
            throw new IllegalStateException("No test database on PostgreSQL", e);
        }
        return server.getDatabase("postgres", name);
    }

    /** Starts with its first use; its own shutdown hook ends it with the JVM. */
    private static final class Server {
        static final EmbeddedPostgres RUNNING = start();

        private static EmbeddedPostgres start() {
            try {
                return EmbeddedPostgres.builder()
                        .setServerConfig("fsync", "off")
                        .setServerConfig("listen_addresses", "127.0.0.1")
                        .start();
            } catch (IOException e) {
                throw new UncheckedIOException("PostgreSQL for tests does not start", e);
            }
        }
    }
}
