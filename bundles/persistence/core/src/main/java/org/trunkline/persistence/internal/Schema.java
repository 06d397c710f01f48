package org.trunkline.persistence.internal;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.output.MigrateResult;

/** Brings the tables of one domain up to date: Flyway with a history table per domain, under one lock per database. */
public final class Schema {
    /** Names the lock among the advisory locks of a PostgreSQL database; the letters are "trunklin". */
    private static final long MIGRATION_LOCK = 0x7472_756e_6b6c_696eL;

    /** What the databases say differently. */
    private static final Map<String, String> POSTGRESQL_WORDS = Map.of(
            "by_code_point", "collate \"C\"",
            "sha256_hex_begin", "encode(sha256(convert_to(",
            "sha256_hex_end", ", 'UTF8')), 'hex')");

    private static final Map<String, String> H2_WORDS = Map.of(
            "by_code_point", "",
            "sha256_hex_begin", "lower(rawtohex(hash('SHA-256', stringtoutf8(",
            "sha256_hex_end", "))))");

    private Schema() {}

    /**
     * Runs the migrations in {@code db/migration/<domain>} that have not run yet. Of two nodes that start together on
     * PostgreSQL the second waits for the first; an H2 file belongs to one process anyway.
     *
     * <p>In a migration {@code ${by_code_point}} behind the type of a text column makes it sort by the codes of its characters,
     * so that all that begins alike stands together, whatever language the database sorts by elsewhere. A text between {@code
     * ${sha256_hex_begin}} and {@code ${sha256_hex_end}} is its SHA-256 in hexadecimal digits.
     *
     * @param classes sees the SQL files
     * @return how many ran
     */
    public static int migrate(DataSource database, String domain, ClassLoader classes) throws SQLException {
        try (Connection lock = database.getConnection()) {
            if (!lock.getMetaData().getDatabaseProductName().equals("PostgreSQL")) {
                return run(database, domain, classes, H2_WORDS).migrationsExecuted;
            }
            execute(lock, "select pg_advisory_lock(" + MIGRATION_LOCK + ")");
            try {
                return run(database, domain, classes, POSTGRESQL_WORDS).migrationsExecuted;
            } finally {
                execute(lock, "select pg_advisory_unlock(" + MIGRATION_LOCK + ")");
            }
        }
    }

    private static MigrateResult run(
            DataSource database, String domain, ClassLoader classes, Map<String, String> words) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(Flyway.class.getClassLoader());
        try {
            return Flyway.configure(classes)
                    .dataSource(database)
                    .locations("classpath:db/migration/" + domain)
                    .failOnMissingLocations(true)
                    .table("flyway_" + domain)
                    // The schema is never empty: it holds the tables of the other domains.
                    .baselineOnMigrate(true)
                    .baselineVersion("0")
                    .placeholders(words)
                    .cleanDisabled(true)
                    .loggers("slf4j")
                    .load()
                    .migrate();
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
