package org.trunkline.limits.jpa.internal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import javax.persistence.EntityManagerFactory;
import javax.persistence.PersistenceException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.trunkline.kernel.AccountId;
import org.trunkline.limits.CallKey;
import org.trunkline.limits.spi.AllotmentUse;
import org.trunkline.limits.spi.AllotmentUseStore;
import org.trunkline.persistence.ChangeLog;
import org.trunkline.persistence.SchemaReady;
import org.trunkline.persistence.Transactions;

/** Reads the table {@code allotment_use}. */
@Component
public final class JpaAllotmentUseStore implements AllotmentUseStore {
    private static final int FETCH_ROWS = 1_000;

    private static final String SUMS =
            """
            select name, sum(seconds) from allotment_use where account_id = ? and begun_at >= ? and begun_at < ?
            group by name
            """;

    private static final String FIND =
            """
            select seconds from allotment_use where account_id = ? and begun_at = ? and name = ? and switch_id = ?
              and call_id = ? and leg = ?
            """;

    private final Transactions transactions;
    private final Queries queries;

    @Activate
    public JpaAllotmentUseStore(
            @Reference(target = "(osgi.unit.name=limits)") EntityManagerFactory unit,
            @Reference ChangeLog changes,
            @Reference(target = "(domain=limits)") SchemaReady schema) {
        transactions = new Transactions(unit, changes);
        queries = new Queries(transactions);
    }

    @Override
    public Map<String, Long> sums(AccountId account, Instant from, Instant to) {
        Map<String, Long> sums = new HashMap<>();
        queries.list(
                        SUMS,
                        row -> Map.entry(row.getString(1), row.getLong(2)),
                        account.value(),
                        from.getEpochSecond(),
                        to.getEpochSecond())
                .forEach(sum -> sums.put(sum.getKey(), sum.getValue()));
        return sums;
    }

    @Override
    public long find(CallKey call, AllotmentUse use) {
        List<Long> found = queries.list(
                FIND,
                row -> row.getLong(1),
                use.account().value(),
                use.begunAt().getEpochSecond(),
                use.name(),
                call.switchId(),
                call.callId(),
                call.leg());
        return found.isEmpty() ? 0 : found.get(0);
    }

    @Override
    public void forEachSince(Instant from, int stepSeconds, Consumer<AllotmentUse> sum) {
        String part = "begun_at / " + stepSeconds;
        String sql = "select account_id, name, " + part + ", sum(seconds) from allotment_use where begun_at >= ?"
                + " group by account_id, name, " + part;
        transactions.write(List.of(), em -> {
            try (PreparedStatement statement = em.unwrap(Connection.class).prepareStatement(sql)) {
                statement.setFetchSize(FETCH_ROWS);
                statement.setLong(1, from.getEpochSecond());
                try (ResultSet rows = statement.executeQuery()) {
                    while (rows.next()) {
                        sum.accept(use(rows, stepSeconds));
                    }
                }
                return null;
            } catch (SQLException e) {
                throw new PersistenceException(e);
            }
        });
    }

    private static AllotmentUse use(ResultSet row, int stepSeconds) throws SQLException {
        return new AllotmentUse(
                new AccountId(row.getString(1)),
                row.getString(2),
                Instant.ofEpochSecond(row.getLong(3) * stepSeconds),
                row.getLong(4));
    }
}
