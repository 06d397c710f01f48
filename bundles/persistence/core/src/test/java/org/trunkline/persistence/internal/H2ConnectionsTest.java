package org.trunkline.persistence.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.sql.Statement;
import java.util.concurrent.CompletableFuture;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Transactions of H2 in a file take turns from their first change to their end. */
final class H2ConnectionsTest {
    @TempDir
    private Path directory;

    private DataSource database;

    @BeforeEach
    void open() throws SQLException {
        JdbcDataSource file = H2Rows.database(directory.resolve("turns"), ";DB_CLOSE_DELAY=-1");
        database = H2Connections.of(file);
        try (Connection connection = database.getConnection()) {
            run(connection, "create table line (id int)");
        }
    }

    @Test
    void whoWritesSecondWaitsForTheEndOfTheFirst() throws Exception {
        for (End end : End.values()) {
            try (Connection first = writing()) {
                Elsewhere second = elsewhere(this::write);
                assertThat(second.waits()).isTrue();
                end.of(first);
                second.join();
            }
        }
    }

    @Test
    void readsDoNotWaitAndSeeWhatIsCommitted() throws Exception {
        try (Connection first = writing()) {
            long rows = rows();
            first.commit();
            assertThat(rows()).isEqualTo(rows + 1);
        }
    }

    @Test
    void aStatementByItselfIsOneTurn() throws Exception {
        write();
        elsewhere(this::write).join();
        assertThat(rows()).isEqualTo(2);
    }

    @Test
    void aTurnEndsWithAStatementThatFails() throws Exception {
        try (Connection connection = database.getConnection()) {
            assertThatThrownBy(() -> run(connection, "insert into nowhere values (1)"))
                    .isInstanceOf(SQLException.class);
            elsewhere(this::write).join();
        }
    }

    @Test
    void aThreadThatWritesMayWriteOverASecondConnection() throws Exception {
        try (Connection first = writing()) {
            write();
            first.commit();
        }
        elsewhere(this::write).join();
    }

    @Test
    void whoWaitsTooLongIsTold() throws Exception {
        WriteTurn turn = new WriteTurn();
        turn.take(1);
        elsewhere(() -> assertThatThrownBy(() -> turn.take(1))
                        .isInstanceOf(SQLTransientConnectionException.class)
                        .hasMessageContaining("busy"))
                .join();
        turn.giveBack();
        elsewhere(() -> turn.take(1)).join();
    }

    @Test
    void aDatabaseInMemoryHasNoTurns() throws SQLException {
        JdbcDataSource memory = new JdbcDataSource();
        memory.setURL("jdbc:h2:mem:turns");
        try (Connection connection = H2Connections.of(memory).getConnection();
                Connection raw = memory.getConnection()) {
            assertThat(connection).hasSameClassAs(raw);
        }
    }

    /** How a transaction may end. */
    private enum End {
        COMMIT,
        ROLLBACK,
        AUTO_COMMIT,
        CLOSE;

        void of(Connection connection) throws SQLException {
            switch (this) {
                case COMMIT -> connection.commit();
                case ROLLBACK -> connection.rollback();
                case AUTO_COMMIT -> connection.setAutoCommit(true);
                case CLOSE -> connection.close();
            }
        }
    }

    /** Something that uses the database. */
    private interface Work {
        void run() throws Exception;
    }

    /** Work in a thread of its own. */
    private record Elsewhere(Thread thread, CompletableFuture<Void> done) {
        /** Returns true once it waits for its turn, false if it ended without. */
        boolean waits() {
            while (!done.isDone() && thread.getState() != Thread.State.TIMED_WAITING) {
                Thread.onSpinWait();
            }
            return !done.isDone();
        }

        void join() {
            done.join();
        }
    }

    private static Elsewhere elsewhere(Work work) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            try {
                work.run();
                done.complete(null);
            } catch (Throwable e) {
                done.completeExceptionally(e);
            }
        });
        thread.start();
        return new Elsewhere(thread, done);
    }

    private Connection writing() throws SQLException {
        Connection connection = database.getConnection();
        connection.setAutoCommit(false);
        run(connection, "insert into line values (1)");
        return connection;
    }

    private void write() throws SQLException {
        try (Connection connection = database.getConnection()) {
            run(connection, "insert into line values (2)");
        }
    }

    private long rows() throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                var rows = statement.executeQuery("select count(*) from line")) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
