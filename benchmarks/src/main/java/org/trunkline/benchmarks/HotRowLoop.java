package org.trunkline.benchmarks;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import javax.sql.DataSource;

/**
 * What one would write without a ledger: a transaction per call that inserts a row for the customer and one for the
 * reseller and updates both balances. Every call updates the same reseller.
 */
final class HotRowLoop implements SettlementBenchmark.Settling {
    static final int CONNECTIONS = 16;

    private static final int HOT = 0;

    private final BlockingQueue<Connection> idle = new LinkedBlockingQueue<>();
    private final int customers;

    HotRowLoop(DataSource database, int customers) {
        this.customers = customers;
        try {
            try (Connection connection = database.getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute("create table balance (account int primary key, micros bigint not null)");
                statement.execute("insert into balance select i, 0 from generate_series(0, " + customers + ") i");
                statement.execute("create table entry (id bigserial primary key, account int not null,"
                        + " micros bigint not null, call_id varchar(300) not null)");
                statement.execute("create index entry_account on entry (account, id)");
            }
            for (int i = 0; i < CONNECTIONS; i++) {
                Connection connection = database.getConnection();
                connection.setAutoCommit(false);
                idle.add(connection);
            }
        } catch (SQLException e) {
            throw new IllegalArgumentException(e);
        }
    }

    @Override
    public CompletionStage<?> settle(long call) {
        try {
            Connection connection = idle.take();
            String callId = "b%016x-bench@10.0.0.1".formatted(call);
            charge(connection, (int) (1 + call * 7_919 % customers), -134_302, callId);
            charge(connection, HOT, -94_042, callId);
            connection.commit();
            idle.add(connection);
            return CompletableFuture.completedStage(null);
        } catch (SQLException e) {
            throw new IllegalArgumentException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void charge(Connection connection, int account, long micros, String callId) throws SQLException {
        try (PreparedStatement insert =
                        connection.prepareStatement("insert into entry (account, micros, call_id) values (?, ?, ?)");
                PreparedStatement update =
                        connection.prepareStatement("update balance set micros = micros + ? where account = ?")) {
            insert.setInt(1, account);
            insert.setLong(2, micros);
            insert.setString(3, callId);
            insert.executeUpdate();
            update.setLong(1, micros);
            update.setInt(2, account);
            update.executeUpdate();
        }
    }
}
