package org.trunkline.ledger.jpa.internal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.trunkline.ledger.ServiceTotal;

/** Running totals per service: they stand in the latest entry of each. */
final class ServiceTotals {
    private static final String COLUMNS =
            "l.account_id, l.source_service, l.entry_sequence, l.service_amount_micros, l.service_quantity,"
                    + " l.usage_type, l.usage_unit";

    /**
     * The latest entry of a service is the last of its latest run, or the last that counts. The whole index is the order: else
     * H2 reads all runs of the account and sorts them.
     */
    private static final String LATEST =
            """
            select %s
            from (select j.account_id, coalesce(
                (select case when n.first_sequence <= j.last_sequence then n.first_sequence - 1 else j.last_sequence end
                  from ledger_run n where n.account_id = j.account_id and n.first_sequence > j.run
                  order by n.account_id, n.first_sequence limit 1), j.last_sequence) as latest
              from (select i.account_id, i.last_sequence,
                  (select r.first_sequence from ledger_run r where r.account_id = i.account_id
                    and r.source_service = i.source_service and r.first_sequence <= i.last_sequence
                    order by r.account_id desc, r.source_service desc, r.first_sequence desc limit 1) as run
                from (%s) i) j
              where j.run is not null) x
            join ledger_entry l on l.account_id = x.account_id and l.entry_sequence = x.latest
            """;

    private static final String AT_THE_END = LATEST.formatted(
            COLUMNS,
            "select s.account_id, s.source_service, b.entry_sequence as last_sequence from ledger_service s"
                    + " join ledger_balance b on b.account_id = s.account_id where s.account_id = any(?)");

    private static final String UP_TO = LATEST.formatted(
            COLUMNS,
            "select s.account_id, s.source_service, cast(? as bigint) as last_sequence from ledger_service s"
                    + " where s.account_id = ?");

    private ServiceTotals() {}

    /**
     * The total of a service with the entry in which it stands.
     *
     * @param sequence the place of the entry
     */
    record Latest(String account, String service, long sequence, ServiceTotal total) {}

    /** Returns where each service of these accounts stands. */
    static List<Latest> of(Sql sql, Collection<String> accounts) {
        return sql.queryAny(AT_THE_END, ServiceTotals::read, accounts);
    }

    /** Returns the totals of the entries between two places, the first of them not included. */
    static Map<String, ServiceTotal> between(Sql sql, String account, long after, long last) {
        Map<String, Latest> early = upTo(sql, account, after);
        Map<String, ServiceTotal> totals = new TreeMap<>();
        upTo(sql, account, last).forEach((service, late) -> {
            Latest before = early.get(service);
            if (before == null) {
                totals.put(service, late.total());
            } else if (late.sequence() > before.sequence()) {
                totals.put(service, late.total().minus(before.total()));
            }
        });
        return totals;
    }

    private static Map<String, Latest> upTo(Sql sql, String account, long last) {
        return last == 0
                ? Map.of()
                : sql.query(UP_TO, ServiceTotals::read, last, account).stream()
                        .collect(Collectors.toMap(Latest::service, Function.identity()));
    }

    private static Latest read(ResultSet row) throws SQLException {
        return new Latest(
                row.getString(1),
                row.getString(2),
                row.getLong(3),
                new ServiceTotal(row.getLong(4), row.getLong(5), row.getString(6), row.getString(7)));
    }
}
