package org.trunkline.ledger.jpa.internal;

import java.util.List;
import java.util.Map;
import java.util.function.ObjLongConsumer;
import org.trunkline.kernel.AccountId;
import org.trunkline.ledger.Entry;
import org.trunkline.ledger.jpa.internal.Standings.Standing;
import org.trunkline.ledger.spi.PostingCondition.LockedLedger;

/** The ledger as a transaction sees it that has accounts locked. */
final class LockedRows implements LockedLedger {
    private final Sql sql;
    private final Map<String, Standing> before;

    /** @param before where the accounts stand that the transaction posts to */
    LockedRows(Sql sql, Map<String, Standing> before) {
        this.sql = sql;
        this.before = before;
    }

    @Override
    public long balanceMicros(AccountId account) {
        Standing known = before.get(account.value());
        if (known != null) {
            return known.balanceMicros();
        }
        return sql
                .query(
                        "select balance_micros from ledger_balance where account_id = ?",
                        row -> row.getLong(1),
                        account.value())
                .stream()
                .findFirst()
                .orElse(0L);
    }

    /** New accounts of the transaction have their rows already, at what they will have. */
    @Override
    public void forEachCredit(ObjLongConsumer<AccountId> reader) {
        sql.query("select account_id, balance_micros from ledger_balance where balance_micros > 0", row -> {
            String account = row.getString(1);
            long micros = before.containsKey(account) ? before.get(account).balanceMicros() : row.getLong(2);
            if (micros > 0) {
                reader.accept(new AccountId(account), micros);
            }
            return null;
        });
    }

    @Override
    public List<Entry> corrections(AccountId account, String entryId) {
        return Corrections.of(sql, account.value(), entryId);
    }
}
