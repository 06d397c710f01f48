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

    private Schema() {}

    /**
     * Runs the migrations in {@code db/migration/<domain>} that have not run yet. Of two nodes that start together on
     * PostgreSQL the second waits for the first; an H2 file belongs to one process anyway.
     *
     * <p>In a migration {@code ${by_code_point}} behind the type of a text column makes it sort by the codes of its characters,
     * so that all that begins alike stands together, whatever language the database sorts by elsewhere.
     *
     * @param classes sees the SQL files
     * @return how many ran
     */
    public static int migrate(DataSource database, String domain, ClassLoader classes) throws SQLException {
        try (Connection lock = database.getConnection()) {
            if (!lock.getMetaData().getDatabaseProductName().equals("PostgreSQL")) {
                return run(database, domain, classes, "").migrationsExecuted;
            }
            execute(lock, "select pg_advisory_lock(" + MIGRATION_LOCK + ")");
            try {
                return run(database, domain, classes, "collate \"C\"").migrationsExecuted;
            } finally {
                execute(lock, "select pg_advisory_unlock(" + MIGRATION_LOCK + ")");
            }
        }
    }

    private static MigrateResult run(DataSource database, String domain, ClassLoader classes, String byCodePoint) {
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
                    .placeholders(Map.of("by_code_point", byCodePoint))
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
