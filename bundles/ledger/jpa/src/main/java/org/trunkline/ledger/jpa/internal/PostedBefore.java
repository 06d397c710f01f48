package org.trunkline.ledger.jpa.internal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.trunkline.kernel.AccountId;
import org.trunkline.ledger.spi.AccountBook;

/**
 * Finds the last entry of an account that was posted before an instant. An account's entries are numbered in the order of
 * their posting, so the month of the instant is divided again and again: a few lookups by number, for any number of entries.
 */
final class PostedBefore {
    /** How many places are looked at per statement. */
    private static final int PROBES = 32;

    private static final String STANDING =
            """
            select b.entry_sequence, b.posted_at_micros, m.posted_month, m.first_sequence,
              (select min(n.first_sequence) from ledger_month n where n.account_id = b.account_id and n.posted_month > ?)
            from ledger_balance b left join ledger_month m on m.account_id = b.account_id and m.posted_month =
              (select max(x.posted_month) from ledger_month x where x.account_id = b.account_id and x.posted_month <= ?)
            where b.account_id = ?
            """;

    private final Sql sql;
    private final AccountId account;

    PostedBefore(Sql sql, AccountId account) {
        this.sql = sql;
        this.account = account;
    }

    private record Place(long sequence, long postedAtMicros) {}

    /**
     * Where an account stands, and the last month with entries up to the wanted one.
     *
     * @param month 0 if there is none
     * @param end the last sequence of that month
     */
    private record Standing(Place last, int month, long first, long end) {}

    /** Returns its sequence, 0 if there is none. */
    long sequence(Instant instant) {
        long micros = Rows.micros(instant);
        int wanted = AccountBook.month(instant);
        Optional<Standing> found = sql.query(STANDING, PostedBefore::standing, wanted, wanted, account.value()).stream()
                .findFirst();
        if (found.isEmpty()) {
            return 0;
        }
        Standing standing = found.get();
        if (standing.last().postedAtMicros() < micros) {
            return standing.last().sequence();
        }
        if (standing.month() < wanted) {
            return standing.month() == 0 ? 0 : standing.end();
        }
        return divide(wanted, standing.first() - 1, standing.end(), micros);
    }

    private static Standing standing(ResultSet row) throws SQLException {
        Place last = new Place(row.getLong(1), row.getLong(2));
        long next = row.getLong(5);
        long end = row.wasNull() ? last.sequence() : next - 1;
        return new Standing(last, row.getInt(3), row.getLong(4), end);
    }

    /**
     * @param before a sequence that was posted before the instant, or belongs to an earlier month
     * @param end the last sequence of the month
     */
    private long divide(int month, long before, long end, long micros) {
        long low = before;
        long high = end;
        while (low < high) {
            for (Place place : places(month, low, high)) {
                if (place.postedAtMicros() < micros) {
                    low = Math.max(low, place.sequence());
                } else {
                    high = Math.min(high, place.sequence() - 1);
                }
            }
        }
        return low;
    }

    /** Returns entries in {@code (low, high]}, the last one among them, so that each round has less to look at. */
    private List<Place> places(int month, long low, long high) {
        List<Long> sequences = new ArrayList<>();
        long count = Math.min(PROBES, high - low);
        for (long i = 1; i <= count; i++) {
            sequences.add(low + (high - low) / count * i + (high - low) % count * i / count);
        }
        return sql.queryLongs(
                "select e.entry_sequence, e.posted_at_micros from unnest(cast(? as bigint array)) as s(place)"
                        + " join ledger_entry e on e.entry_sequence = s.place and e.account_id = ? and e.posted_month = ?",
                PostedBefore::place,
                sequences,
                account.value(),
                month);
    }

    private static Place place(ResultSet row) throws SQLException {
        return new Place(row.getLong(1), row.getLong(2));
    }
}
