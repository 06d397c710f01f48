package org.trunkline.limits.jpa.internal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.persistence.EntityManagerFactory;
import javax.persistence.PersistenceException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.ConflictException;
import org.trunkline.limits.CallKey;
import org.trunkline.limits.jpa.internal.NewRows.Column;
import org.trunkline.limits.spi.CallRecordStore;
import org.trunkline.limits.spi.DetailKey;
import org.trunkline.limits.spi.StoredDetail;
import org.trunkline.persistence.ChangeLog;
import org.trunkline.persistence.SchemaReady;
import org.trunkline.persistence.Transactions;

/** Call records in the table {@code call_record}, written in batches. */
@Component
public final class JpaCallRecordStore implements CallRecordStore {
    private static final NewRows<CallRecord> NEW = new NewRows<>(
            "call_record",
            List.of(
                    Column.<CallRecord>text("switch_id", record -> record.key().switchId())
                            .asKey(),
                    Column.<CallRecord>text("call_id", record -> record.key().callId())
                            .asKey(),
                    Column.<CallRecord>text("leg", record -> record.key().leg()).asKey(),
                    Column.text("account_id", JpaCallRecordStore::account),
                    Column.text("fingerprint", CallRecord::fingerprint),
                    Column.number("billed_seconds", CallRecord::billedSeconds),
                    Column.number("ended_at_micros", record -> DetailKey.micros(record.endedAt())),
                    Column.text("reason", CallRecord::reason),
                    Column.text("settlement", CallRecord::settlement),
                    Column.text("frozen", record -> record.frozen().orElse(null))));

    private static final String UPDATE =
            """
            update call_record set account_id = ?, fingerprint = ?, billed_seconds = ?, ended_at_micros = ?, reason = ?,
              settlement = ?, frozen = ? where switch_id = ? and call_id = ? and leg = ?
            """;

    private static final String ENDED =
            """
            select switch_id, call_id, leg, account_id, fingerprint, billed_seconds, ended_at_micros, settlement, reason,
              frozen from call_record
            where ended_at_micros >= ? and ended_at_micros < ? and settlement not like '{"replaces"%'
            """;

    private static final String BEYOND =
            """
              and (ended_at_micros > ? or switch_id > ? or switch_id = ? and (call_id > ? or call_id = ? and leg > ?))
            """;

    private static final String IN_ORDER = " order by ended_at_micros, switch_id, call_id, leg limit ";

    private static final int ATTEMPTS_MAX = 10;

    private final Transactions transactions;
    private final Queries queries;

    @Activate
    public JpaCallRecordStore(
            @Reference(target = "(osgi.unit.name=limits)") EntityManagerFactory unit,
            @Reference ChangeLog changes,
            @Reference(target = "(domain=limits)") SchemaReady schema) {
        transactions = new Transactions(unit, changes);
        queries = new Queries(transactions);
    }

    @Override
    public Optional<CallRecord> find(CallKey key) {
        return transactions.read(
                em -> Optional.ofNullable(em.find(CallRecordEntity.class, new CallRecordEntity.Key(key)))
                        .map(CallRecordEntity::toRecord));
    }

    @Override
    public void insertMissing(List<CallRecord> records, List<StoredDetail> details) {
        write(records, details, false);
    }

    @Override
    public void replace(List<CallRecord> records, List<StoredDetail> details) {
        write(records, details, true);
    }

    @Override
    public List<CallRecord> ended(Instant from, Instant to, Optional<CallRecord> after, int max) {
        if (after.isEmpty()) {
            return queries.list(
                    ENDED + IN_ORDER + max, JpaCallRecordStore::read, DetailKey.micros(from), DetailKey.micros(to));
        }
        CallKey last = after.get().key();
        long at = DetailKey.micros(after.get().endedAt());
        return queries.list(
                ENDED + BEYOND + IN_ORDER + max,
                JpaCallRecordStore::read,
                at,
                DetailKey.micros(to),
                at,
                last.switchId(),
                last.switchId(),
                last.callId(),
                last.callId(),
                last.leg());
    }

    private static CallRecord read(ResultSet row) throws SQLException {
        return new CallRecord(
                new CallKey(row.getString(1), row.getString(2), row.getString(3)),
                Optional.ofNullable(row.getString(4)).map(AccountId::new),
                row.getString(5),
                row.getLong(6),
                Instant.EPOCH.plus(row.getLong(7), ChronoUnit.MICROS),
                row.getString(8),
                row.getString(9),
                Optional.ofNullable(row.getString(10)));
    }

    private void write(List<CallRecord> records, List<StoredDetail> details, boolean over) {
        // no statement sees the rows it makes itself, so no key comes twice
        Map<CallKey, CallRecord> byKey = new LinkedHashMap<>();
        records.forEach(record -> byKey.merge(record.key(), record, (first, later) -> over ? later : first));
        List<StoredDetail> rows = DetailRows.once(details, over);
        for (int attempt = 1; ; attempt++) {
            boolean again = attempt > 1;
            try {
                transactions.write(List.of(), em -> {
                    write(em.unwrap(Connection.class), byKey.values(), rows, over, again);
                    return null;
                });
                return;
            } catch (ConflictException e) {
                // one of them is there, which is rare: the next attempt looks first, unless another node was faster
                // again
                if (attempt == ATTEMPTS_MAX) {
                    throw e;
                }
            }
        }
    }

    private static void write(
            Connection connection,
            Collection<CallRecord> records,
            List<StoredDetail> details,
            boolean over,
            boolean again) {
        try {
            if (over) {
                NEW.insertMissing(connection, updated(connection, records));
                DetailRows.replace(connection, details);
            } else {
                if (again) {
                    NEW.insertMissing(connection, records);
                } else {
                    NEW.insert(connection, records);
                }
                DetailRows.insert(connection, details, again);
            }
            AllotmentRows.write(connection, records, over);
        } catch (SQLException e) {
            throw new PersistenceException(e);
        }
    }

    /** Returns those that were not there. */
    private static Collection<CallRecord> updated(Connection connection, Collection<CallRecord> records)
            throws SQLException {
        List<CallRecord> missing = new ArrayList<>();
        try (PreparedStatement update = connection.prepareStatement(UPDATE)) {
            for (CallRecord record : records) {
                bind(update, record);
                update.addBatch();
            }
            int[] counts = update.executeBatch();
            int at = 0;
            for (CallRecord record : records) {
                if (counts[at++] == 0) {
                    missing.add(record);
                }
            }
        }
        return missing;
    }

    private static void bind(PreparedStatement statement, CallRecord record) throws SQLException {
        CallKey key = record.key();
        int at = 1;
        statement.setString(at++, account(record));
        statement.setString(at++, record.fingerprint());
        statement.setLong(at++, record.billedSeconds());
        statement.setLong(at++, DetailKey.micros(record.endedAt()));
        statement.setString(at++, record.reason());
        statement.setString(at++, record.settlement());
        statement.setString(at++, record.frozen().orElse(null));
        statement.setString(at++, key.switchId());
        statement.setString(at++, key.callId());
        statement.setString(at, key.leg());
    }

    private static String account(CallRecord record) {
        return record.account().map(AccountId::value).orElse(null);
    }
}
