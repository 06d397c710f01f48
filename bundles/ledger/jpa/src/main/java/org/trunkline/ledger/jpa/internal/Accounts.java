package org.trunkline.ledger.jpa.internal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.trunkline.ledger.ServiceTotal;
import org.trunkline.ledger.jpa.internal.Sql.Column;
import org.trunkline.ledger.jpa.internal.Standings.Standing;
import org.trunkline.ledger.spi.AccountBook;
import org.trunkline.ledger.spi.Seals;

/** The table {@code ledger_balance}: where accounts stand. */
final class Accounts {
    static final List<Column<AccountBook>> COLUMNS = List.of(
            Column.<AccountBook>text("account_id", book -> book.account().value())
                    .key(),
            Column.text("currency", AccountBook::currency),
            Column.number("balance_micros", AccountBook::balanceMicros),
            Column.number("entry_sequence", AccountBook::sequence),
            Column.number("posted_at_micros", book -> Rows.micros(book.postedAt())),
            Column.text("hash", AccountBook::hash));

    static final String TABLE = "ledger_balance";
    private static final String SELECT =
            "select account_id, currency, balance_micros, entry_sequence, posted_at_micros, hash from ledger_balance"
                    + " where account_id = any(?)";

    private Accounts() {}

    /** Locks accounts in the order of their ids and returns the hash of the last entry of each that has a row. */
    static Map<String, Standing> lock(Sql sql, TreeSet<String> accounts) {
        return rows(sql, SELECT + " order by account_id for update", accounts);
    }

    /** Returns where these accounts stand, those without entries too; what is remembered of one is not read again. */
    static Map<String, Standing> standings(Sql sql, Standings remembered, Collection<String> accounts) {
        return complete(sql, remembered, rows(sql, SELECT, accounts), accounts);
    }

    /**
     * Returns the same with running totals.
     *
     * @param rows as they were read
     */
    static Map<String, Standing> complete(
            Sql sql, Standings remembered, Map<String, Standing> rows, Collection<String> accounts) {
        Map<String, Standing> standings = new TreeMap<>();
        List<String> unknown = new ArrayList<>();
        for (String account : accounts) {
            Standing row = rows.get(account);
            Optional<Standing> known = remembered
                    .of(account)
                    .filter(each -> row != null && each.hash().equals(row.hash()));
            if (row == null) {
                standings.put(account, new Standing(account, "", 0, 0, Instant.EPOCH, Seals.FIRST, Map.of(), ""));
            } else if (known.isPresent()) {
                standings.put(account, known.get());
            } else {
                unknown.add(account);
            }
        }
        if (!unknown.isEmpty()) {
            totals(sql, rows, unknown).forEach(standing -> standings.put(standing.account(), standing));
        }
        return standings;
    }

    private static List<Standing> totals(Sql sql, Map<String, Standing> rows, List<String> accounts) {
        Map<String, Map<String, ServiceTotal>> services = new HashMap<>();
        Map<String, String> last = new HashMap<>();
        ServiceTotals.of(sql, accounts).forEach(latest -> {
            services.computeIfAbsent(latest.account(), each -> new HashMap<>()).put(latest.service(), latest.total());
            if (latest.sequence() == rows.get(latest.account()).sequence()) {
                last.put(latest.account(), latest.service());
            }
        });
        return accounts.stream()
                .map(rows::get)
                .map(row -> new Standing(
                        row.account(),
                        row.currency(),
                        row.balanceMicros(),
                        row.sequence(),
                        row.postedAt(),
                        row.hash(),
                        services.getOrDefault(row.account(), Map.of()),
                        last.getOrDefault(row.account(), "")))
                .toList();
    }

    private static Map<String, Standing> rows(Sql sql, String select, Collection<String> accounts) {
        Map<String, Standing> rows = new HashMap<>();
        sql.queryAny(select, Accounts::row, accounts).forEach(row -> rows.put(row.account(), row));
        return rows;
    }

    private static Standing row(ResultSet row) throws SQLException {
        return new Standing(
                row.getString(1),
                row.getString(2),
                row.getLong(3),
                row.getLong(4),
                Rows.instant(row.getLong(5)),
                row.getString(6),
                Map.of(),
                "");
    }
}
