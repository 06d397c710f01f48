package org.trunkline.benchmarks;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import javax.sql.DataSource;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.Caller;
import org.trunkline.kernel.Change;
import org.trunkline.kernel.Ids;
import org.trunkline.persistence.testing.StoreDatabase;
import org.trunkline.persistence.testing.StoreDatabases;

/**
 * What a recorded change takes while the audit grows: with a thousand entries, and at each quarter of the way to ten
 * million of 100,000 accounts, ten years long. The outbox is emptied, as its retention does. The index by account is taken away
 * while entries are filled in and made again before a change is measured: H2 would write a page of it per entry and commit.
 */
final class AuditBenchmark {
    private static final int WRITES = 1_000;
    private static final int SMALL = 1_000;
    private static final int STEPS = 4;
    private static final int BATCH = 2_000;
    private static final int ACCOUNTS = 100_000;
    private static final Figure.Goal GOAL = new Figure.Goal(false, new BigDecimal("1.5"));
    private static final Instant BEGIN = Instant.parse("2016-11-01T00:00:00Z");
    private static final Instant END = Instant.parse("2026-11-01T00:00:00Z");
    private static final String DETAIL =
            "{\"changes\":{\"contact.billing.email\":{\"from\":\"bills@acme.example\",\"to\":\"desk@acme.example\"}}}";

    private final BenchOptions options;
    private final Figures figures;
    private final int large;
    private final Random random = new Random(1);

    AuditBenchmark(BenchOptions options, Figures figures) {
        this.options = options;
        this.figures = figures;
        this.large = options.number("--entries", options.quick() ? 200_000 : 10_000_000);
    }

    void run() throws IOException {
        String wanted = BenchDatabases.wanted(options);
        Path directory = Scratch.directory();
        if (!wanted.equals(BenchDatabases.POSTGRESQL)) {
            measure(BenchDatabases.H2, BenchDatabases.h2(directory.resolve("audit")));
        }
        if (wanted.equals(BenchDatabases.H2)) {
            return;
        }
        try (EmbeddedPostgres server = BenchDatabases.postgres(directory.resolve(BenchDatabases.POSTGRESQL))) {
            measure(BenchDatabases.POSTGRESQL, BenchDatabases.database(server, "audit"));
        }
    }

    private void measure(String name, DataSource source) {
        try (StoreDatabase database = StoreDatabases.of(source, "accounts")) {
            fill(source, 0, SMALL);
            double first = millisPerWrite(database, source, name, SMALL);
            double last = first;
            int there = SMALL;
            for (int step = 1; step <= STEPS; step++) {
                int wanted = (int) ((long) large * step / STEPS);
                fill(source, there, wanted);
                there = wanted;
                last = millisPerWrite(database, source, name, there);
            }
            BigDecimal slope = Figure.of("", last / first, "").value();
            figures.add(new Figure(name + ", a recorded change, ratio", slope, "x", Optional.of(GOAL)));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private double millisPerWrite(StoreDatabase database, DataSource source, String name, int entries)
            throws SQLException {
        double[] millis = new double[WRITES];
        for (int i = 0; i < 2 * WRITES; i++) {
            Change change = change(END.plusSeconds(i));
            long start = System.nanoTime();
            database.transactions().write(change, em -> null);
            millis[i % WRITES] = (System.nanoTime() - start) / 1e6;
        }
        run(source, "delete from outbox");
        Arrays.sort(millis);
        figures.add(Figure.of(name + ", a recorded change, p50, " + entries + " entries", millis[WRITES / 2], "ms"));
        return millis[WRITES / 2];
    }

    private Change change(Instant at) {
        AccountId account = account(random.nextInt(ACCOUNTS));
        return new Change("accounts", account.value(), account, "changed", Caller.system(account, "bench"), at, DETAIL);
    }

    private static AccountId account(int i) {
        return new AccountId("%032x".formatted(i * 2_654_435_761L & 0xffffffffL));
    }

    private static void run(DataSource source, String sql) throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Adds entries as the change log writes them: ids begin with the time. */
    private void fill(DataSource source, int from, int to) throws SQLException {
        run(source, "drop index audit_by_account");
        long step = ChronoUnit.MICROS.between(BEGIN, END) / large;
        try (Connection connection = source.getConnection();
                PreparedStatement row =
                        connection.prepareStatement("insert into audit (id, changed_at, account_id, topic,"
                                + " object_key, action, caller_kind, caller_account_id, caller_name, request_id, address,"
                                + " request, detail) values (?, ?, ?, 'accounts', ?, 'changed', 'SYSTEM', ?, 'bench', ?,"
                                + " '192.0.2.7', 'PATCH accounts', ?)")) {
            connection.setAutoCommit(false);
            for (int i = from; i < to; i++) {
                Instant at = BEGIN.plus(step * i, ChronoUnit.MICROS);
                String account = account(random.nextInt(ACCOUNTS)).value();
                row.setString(
                        1,
                        "%014x".formatted(ChronoUnit.MICROS.between(Instant.EPOCH, at))
                                + Ids.random().substring(14));
                row.setObject(2, OffsetDateTime.ofInstant(at, ZoneOffset.UTC));
                row.setString(3, account);
                row.setString(4, account);
                row.setString(5, account);
                row.setString(6, Ids.random());
                row.setString(7, DETAIL);
                row.addBatch();
                if (i % BATCH == 0) {
                    row.executeBatch();
                    connection.commit();
                }
            }
            row.executeBatch();
            connection.commit();
        }
        run(source, "create index audit_by_account on audit (account_id, changed_at, id)");
    }
}
