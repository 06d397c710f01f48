package org.trunkline.persistence.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.flywaydb.core.api.FlywayException;
import org.junit.jupiter.api.Test;
import org.trunkline.persistence.internal.Schema;

/** Migrations run once, also when nodes start together, and a failed one says what failed. */
final class SchemaTest {
    private static final ClassLoader CLASSES = SchemaTest.class.getClassLoader();

    @Test
    void runsOncePerDomainAndDatabase() throws SQLException {
        DataSource database = StoreDatabases.h2DataSource();

        assertThat(Schema.migrate(database, "persistence", CLASSES)).isEqualTo(4);
        assertThat(Schema.migrate(database, "persistence", CLASSES)).isZero();
        assertThat(Schema.migrate(database, "proof", CLASSES)).isEqualTo(1);
    }

    @Test
    void letsTwoNodesStartTogether() throws Exception {
        DataSource database = StoreDatabases.postgresDataSource();
        CyclicBarrier together = new CyclicBarrier(2);
        Callable<Integer> node = () -> {
            together.await(30, TimeUnit.SECONDS);
            int ran = Schema.migrate(database, "persistence", CLASSES);
            return ran + Schema.migrate(database, "proof", CLASSES);
        };
        ExecutorService nodes = Executors.newFixedThreadPool(2);
        try {
            Future<Integer> first = nodes.submit(node);
            Future<Integer> second = nodes.submit(node);

            assertThat(first.get(60, TimeUnit.SECONDS) + second.get(60, TimeUnit.SECONDS))
                    .isEqualTo(5);
        } finally {
            nodes.shutdownNow();
        }
    }

    @Test
    void namesTheStatementThatFailedAndKeepsNothingOfItOnPostgres() throws SQLException {
        DataSource database = StoreDatabases.postgresDataSource();

        assertThatThrownBy(() -> Schema.migrate(database, "broken", CLASSES))
                .isInstanceOf(FlywayException.class)
                .hasMessageContaining("no_such_table");

        assertThat(tables(database, "half_done")).isZero();
    }

    @Test
    void refusesADomainWithoutMigrations() {
        assertThatThrownBy(() -> Schema.migrate(StoreDatabases.h2DataSource(), "absent", CLASSES))
                .isInstanceOf(FlywayException.class);
    }

    private static int tables(DataSource database, String name) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "select count(*) from information_schema.tables where table_name = '" + name + "'")) {
            row.next();
            return row.getInt(1);
        }
    }
}
