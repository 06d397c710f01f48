package org.trunkline.limits.jpa.internal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javax.persistence.EntityManagerFactory;
import javax.persistence.PersistenceException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.Change;
import org.trunkline.limits.FraudCase;
import org.trunkline.limits.FraudGuard;
import org.trunkline.limits.spi.FraudStore;
import org.trunkline.persistence.ChangeLog;
import org.trunkline.persistence.SchemaReady;
import org.trunkline.persistence.Transactions;

/** Countries in the table {@code called_country}, suspicions in {@code fraud_case}. */
@Component
public final class JpaFraudStore implements FraudStore {
    private static final int SLICE = 10_000;
    private static final int NUMBER_LENGTH_MAX = 255;

    private static final String CALLED_AFTER =
            """
            select account_id, country, last_day from called_country
            where account_id > ? or account_id = ? and country > ? order by account_id, country limit
            """
                    + SLICE;

    private static final String UPDATE_CALLED =
            "update called_country set last_day = case when last_day > ? then last_day else ? end"
                    + " where account_id = ? and country = ?";

    private static final String INSERT_CALLED =
            "insert into called_country (last_day, account_id, country) values (?, ?, ?)";

    private static final String CASES =
            """
            select id, account_id, rule, country, outcome, state, first_at_micros, last_at_micros, calls, from_number,
              to_number, decided_by, allowed_until_micros from fraud_case order by id
            """;

    private static final String UPDATE_CASE =
            """
            update fraud_case set account_id = ?, rule = ?, country = ?, outcome = ?, state = ?, first_at_micros = ?,
              last_at_micros = ?, calls = ?, from_number = ?, to_number = ?, decided_by = ?, allowed_until_micros = ?
            where id = ?
            """;

    private static final String INSERT_CASE =
            """
            insert into fraud_case (account_id, rule, country, outcome, state, first_at_micros, last_at_micros, calls,
              from_number, to_number, decided_by, allowed_until_micros, id) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """;

    private final Transactions transactions;
    private final Queries queries;

    @Activate
    public JpaFraudStore(
            @Reference(target = "(osgi.unit.name=limits)") EntityManagerFactory unit,
            @Reference ChangeLog changes,
            @Reference(target = "(domain=limits)") SchemaReady schema) {
        transactions = new Transactions(unit, changes);
        queries = new Queries(transactions);
    }

    @Override
    public void forEachCalled(Consumer<Called> consumer) {
        List<Called> slice = called("", "");
        while (!slice.isEmpty()) {
            slice.forEach(consumer);
            Called last = slice.get(slice.size() - 1);
            slice = called(last.account().value(), last.country());
        }
    }

    private List<Called> called(String account, String country) {
        return queries.list(
                CALLED_AFTER,
                row -> new Called(new AccountId(row.getString(1)), row.getString(2), row.getLong(3)),
                account,
                account,
                country);
    }

    @Override
    public void forEachCase(Consumer<FraudCase> consumer) {
        queries.list(CASES, JpaFraudStore::fraudCase).forEach(consumer);
    }

    @Override
    public void save(List<Called> called, List<FraudCase> cases, List<Change> changes) {
        transactions.write(changes, em -> {
            try {
                Connection connection = em.unwrap(Connection.class);
                write(connection, UPDATE_CALLED, INSERT_CALLED, called, JpaFraudStore::update, JpaFraudStore::insert);
                write(connection, UPDATE_CASE, INSERT_CASE, cases, JpaFraudStore::bind, JpaFraudStore::bind);
                return null;
            } catch (SQLException e) {
                throw new PersistenceException(e);
            }
        });
    }

    @FunctionalInterface
    private interface Binder<T> {
        void bind(PreparedStatement statement, T row) throws SQLException;
    }

    /** Two nodes that insert one row at once collide on its key: the second tries again and finds it. */
    private static <T> void write(
            Connection connection, String update, String insert, List<T> rows, Binder<T> updated, Binder<T> inserted)
            throws SQLException {
        if (rows.isEmpty()) {
            return;
        }
        List<T> missing = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(update)) {
            for (T row : rows) {
                updated.bind(statement, row);
                statement.addBatch();
            }
            int[] counts = statement.executeBatch();
            for (int i = 0; i < counts.length; i++) {
                if (counts[i] == 0) {
                    missing.add(rows.get(i));
                }
            }
        }
        try (PreparedStatement statement = connection.prepareStatement(insert)) {
            for (T row : missing) {
                inserted.bind(statement, row);
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    private static void update(PreparedStatement statement, Called called) throws SQLException {
        statement.setLong(1, called.lastDay());
        statement.setLong(2, called.lastDay());
        statement.setString(3, called.account().value());
        statement.setString(4, called.country());
    }

    private static void insert(PreparedStatement statement, Called called) throws SQLException {
        statement.setLong(1, called.lastDay());
        statement.setString(2, called.account().value());
        statement.setString(3, called.country());
    }

    private static void bind(PreparedStatement statement, FraudCase each) throws SQLException {
        int at = 1;
        statement.setString(at++, each.account().value());
        statement.setString(at++, each.rule().name());
        statement.setString(at++, each.country());
        statement.setString(at++, each.outcome().name());
        statement.setString(at++, each.state().name());
        statement.setLong(at++, micros(each.firstAt()));
        statement.setLong(at++, micros(each.lastAt()));
        statement.setLong(at++, each.calls());
        statement.setString(at++, shortened(each.from()));
        statement.setString(at++, shortened(each.to()));
        statement.setString(at++, each.decidedBy().map(JpaFraudStore::shortened).orElse(null));
        if (each.allowedUntil().isPresent()) {
            statement.setLong(at++, micros(each.allowedUntil().get()));
        } else {
            statement.setNull(at++, Types.BIGINT);
        }
        statement.setString(at, each.id());
    }

    private static FraudCase fraudCase(ResultSet row) throws SQLException {
        long until = row.getLong(13);
        Optional<Instant> allowedUntil = row.wasNull() ? Optional.empty() : Optional.of(instant(until));
        return new FraudCase(
                row.getString(1),
                new AccountId(row.getString(2)),
                FraudGuard.Rule.valueOf(row.getString(3)),
                row.getString(4),
                FraudGuard.Outcome.valueOf(row.getString(5)),
                FraudCase.State.valueOf(row.getString(6)),
                instant(row.getLong(7)),
                instant(row.getLong(8)),
                row.getLong(9),
                row.getString(10),
                row.getString(11),
                Optional.ofNullable(row.getString(12)),
                allowedUntil);
    }

    private static String shortened(String text) {
        return text.length() <= NUMBER_LENGTH_MAX ? text : text.substring(0, NUMBER_LENGTH_MAX);
    }

    private static long micros(Instant time) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, time);
    }

    private static Instant instant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }
}
