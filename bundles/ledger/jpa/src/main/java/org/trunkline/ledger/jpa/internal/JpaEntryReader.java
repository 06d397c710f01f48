package org.trunkline.ledger.jpa.internal;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import javax.persistence.EntityManagerFactory;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.trunkline.kernel.AccountId;
import org.trunkline.ledger.Entry;
import org.trunkline.ledger.spi.EntryReader;
import org.trunkline.persistence.ChangeLog;
import org.trunkline.persistence.SchemaReady;
import org.trunkline.persistence.Transactions;

/** Reads entries by their keys: each call is one seek and what follows it. */
@Component
public final class JpaEntryReader implements EntryReader {
    private static final String SELECT = "select " + Rows.COLUMNS + " from ledger_entry where account_id = ? and ";

    private final Transactions transactions;

    /** @param schema only waited for: without the tables nothing can be read */
    @Activate
    public JpaEntryReader(
            @Reference(target = "(osgi.unit.name=ledger)") EntityManagerFactory unit,
            @Reference ChangeLog changes,
            @Reference(target = "(domain=ledger)") SchemaReady schema) {
        transactions = new Transactions(unit, changes);
    }

    @Override
    public Optional<Entry> lastBefore(AccountId account, Instant instant) {
        return read(sql -> Places.entry(sql, account.value(), Runs.sequenceBefore(sql, account.value(), instant)));
    }

    @Override
    public List<Entry> after(AccountId account, long sequence, long sequenceMax, int sizeMax) {
        return read(sql -> sql.query(
                SELECT + "entry_sequence > ? and entry_sequence <= ? order by account_id, entry_sequence limit "
                        + sizeMax,
                JpaEntryReader::entry,
                account.value(),
                sequence,
                sequenceMax));
    }

    @Override
    public List<Entry> corrections(AccountId account, String entryId) {
        return read(sql -> Corrections.of(sql, account.value(), entryId));
    }

    /** Reads run in a transaction too: only there EclipseLink hands out its connection. */
    private <R> R read(Function<Sql, R> work) {
        return transactions.write(List.of(), em -> work.apply(new Sql(em.unwrap(Connection.class))));
    }

    private static Entry entry(ResultSet row) throws SQLException {
        return Rows.read(row).entry();
    }
}
