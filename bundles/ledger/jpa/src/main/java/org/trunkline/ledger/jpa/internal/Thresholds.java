package org.trunkline.ledger.jpa.internal;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.trunkline.ledger.jpa.internal.Sql.Column;

/** The thresholds of the accounts of a group. */
final class Thresholds {
    static final String TABLE = "ledger_threshold";

    record Row(String account, String name, long micros) {}

    static final List<Column<Row>> COLUMNS = List.of(
            Column.text("account_id", Row::account).key(),
            Column.text("threshold_name", Row::name).key(),
            Column.number("threshold_micros", Row::micros));

    private final Map<String, Map<String, Long>> byAccount = new HashMap<>();

    /** Reads them. */
    static Thresholds of(Sql sql, Collection<String> accounts) {
        Thresholds thresholds = new Thresholds();
        sql.queryAny(
                "select account_id, threshold_name, threshold_micros from ledger_threshold where account_id = any(?)",
                row -> thresholds
                        .byAccount
                        .computeIfAbsent(row.getString(1), each -> new TreeMap<>())
                        .put(row.getString(2), row.getLong(3)),
                accounts);
        return thresholds;
    }

    /** Returns micros by name. */
    Map<String, Long> of(String account) {
        return byAccount.getOrDefault(account, Map.of());
    }
}
