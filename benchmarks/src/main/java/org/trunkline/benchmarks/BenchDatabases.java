package org.trunkline.benchmarks;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;

/** Databases that keep what they confirm. */
final class BenchDatabases {
    static final String POSTGRESQL = "postgresql";
    static final String H2 = "h2";
    static final String BOTH = "both";

    private BenchDatabases() {}

    /** @throws IllegalArgumentException if {@code --database} names none */
    static String wanted(BenchOptions options) {
        String wanted = options.text("--database").orElse(BOTH);
        if (!wanted.equals(POSTGRESQL) && !wanted.equals(H2) && !wanted.equals(BOTH)) {
            throw new IllegalArgumentException("--database is " + POSTGRESQL + ", " + H2 + " or " + BOTH);
        }
        return wanted;
    }

    /** Returns a server with what one of its own has: every commit is on disk before it is answered. */
    static EmbeddedPostgres postgres(Path data) throws IOException {
        return EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("full_page_writes", "on")
                .setServerConfig("max_wal_size", "4GB")
                .setServerConfig("shared_buffers", "512MB")
                .setServerConfig("listen_addresses", "127.0.0.1")
                .start();
    }

    /** Returns a database of the server, which is made if it is not there. */
    static DataSource database(EmbeddedPostgres server, String name) {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            if (!statement
                    .executeQuery("select 1 from pg_database where datname = '" + name + "'")
                    .next()) {
                statement.execute("create database " + name);
            }
            return server.getDatabase("postgres", name);
        } catch (SQLException e) {
            throw new IllegalArgumentException("no database " + name + " on PostgreSQL: " + e.getMessage(), e);
        }
    }

    /** Returns a database in a file that survives a killed process, opened as a node opens its own. */
    static DataSource h2(Path file) {
        JdbcDataSource source = new JdbcDataSource();
        source.setURL("jdbc:h2:file:" + file.toAbsolutePath() + ";WRITE_DELAY=0;PAGE_SIZE=4096");
        source.setUser("trunkline");
        return source;
    }
}
