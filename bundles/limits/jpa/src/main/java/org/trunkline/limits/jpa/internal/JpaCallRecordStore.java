package org.trunkline.limits.jpa.internal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
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
import org.trunkline.limits.spi.CallRecordStore;
import org.trunkline.persistence.ChangeLog;
import org.trunkline.persistence.SchemaReady;
import org.trunkline.persistence.Transactions;

/** Call records in the table {@code call_record}, written in batches. */
@Component
public final class JpaCallRecordStore implements CallRecordStore {
    private static final String INSERT =
            """
            insert into call_record (switch_id, call_id, leg, account_id, fingerprint, billed_seconds, ended_at_micros,
              reason, settlement, frozen)
            select cast(? as varchar(64)), cast(? as varchar(255)), cast(? as varchar(64)), cast(? as varchar(32)),
              cast(? as varchar(1024)), cast(? as bigint), cast(? as bigint), cast(? as varchar(64)), cast(? as text), cast(? as text)
            where not exists (select 1 from call_record where switch_id = ? and call_id = ? and leg = ?)
            """;

    private static final int ATTEMPTS_MAX = 10;

    private final Transactions transactions;

    @Activate
    public JpaCallRecordStore(
            @Reference(target = "(osgi.unit.name=limits)") EntityManagerFactory unit,
            @Reference ChangeLog changes,
            @Reference(target = "(domain=limits)") SchemaReady schema) {
        transactions = new Transactions(unit, changes);
    }

    @Override
    public Optional<CallRecord> find(CallKey key) {
        return transactions.read(
                em -> Optional.ofNullable(em.find(CallRecordEntity.class, new CallRecordEntity.Key(key)))
                        .map(CallRecordEntity::toRecord));
    }

    @Override
    public void insertMissing(List<CallRecord> records) {
        // a statement of a batch may not see the row of another one, so no key comes twice
        Map<CallKey, CallRecord> firsts = new LinkedHashMap<>();
        records.forEach(record -> firsts.putIfAbsent(record.key(), record));
        for (int attempt = 1; ; attempt++) {
            try {
                insert(firsts.values());
                return;
            } catch (ConflictException e) {
                // another node inserted one of them between our look and our row: the next look finds it
                if (attempt == ATTEMPTS_MAX) {
                    throw e;
                }
            }
        }
    }

    @Override
    public void replace(CallRecord record) {
        transactions.write(List.of(), em -> em.merge(new CallRecordEntity(record)));
    }

    private void insert(Collection<CallRecord> records) {
        transactions.write(List.of(), em -> {
            try (PreparedStatement insert = em.unwrap(Connection.class).prepareStatement(INSERT)) {
                for (CallRecord record : records) {
                    bind(insert, record);
                    insert.addBatch();
                }
                insert.executeBatch();
                return null;
            } catch (SQLException e) {
                throw new PersistenceException(e);
            }
        });
    }

    private static void bind(PreparedStatement insert, CallRecord record) throws SQLException {
        CallKey key = record.key();
        int at = 1;
        insert.setString(at++, key.switchId());
        insert.setString(at++, key.callId());
        insert.setString(at++, key.leg());
        insert.setString(at++, record.account().map(AccountId::value).orElse(null));
        insert.setString(at++, record.fingerprint());
        insert.setLong(at++, record.billedSeconds());
        insert.setLong(at++, ChronoUnit.MICROS.between(Instant.EPOCH, record.endedAt()));
        insert.setString(at++, record.reason());
        insert.setString(at++, record.settlement());
        insert.setString(at++, record.frozen().orElse(null));
        insert.setString(at++, key.switchId());
        insert.setString(at++, key.callId());
        insert.setString(at, key.leg());
    }
}
