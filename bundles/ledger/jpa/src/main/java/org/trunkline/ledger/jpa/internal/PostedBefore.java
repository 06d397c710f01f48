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
    private static final int PROBES = 16;

    private final Sql sql;
    private final AccountId account;

    PostedBefore(Sql sql, AccountId account) {
        this.sql = sql;
        this.account = account;
    }

    private record Place(long sequence, long postedAtMicros) {}

    private record Month(int month, long firstSequence) {}

    /** Returns its sequence, 0 if there is none. */
    long sequence(Instant instant) {
        long micros = Rows.micros(instant);
        Optional<Place> last = first(
                "select entry_sequence, posted_at_micros from ledger_balance where account_id = ?",
                PostedBefore::place);
        if (last.isEmpty() || last.get().postedAtMicros() < micros) {
            return last.map(Place::sequence).orElse(0L);
        }
        int wanted = AccountBook.month(instant);
        Optional<Month> month = first(
                "select posted_month, first_sequence from ledger_month where account_id = ? and posted_month <= ?"
                        + " order by posted_month desc limit 1",
                PostedBefore::month,
                wanted);
        if (month.isEmpty()) {
            return 0;
        }
        long end = first(
                        "select posted_month, first_sequence from ledger_month where account_id = ? and posted_month > ?"
                                + " order by posted_month limit 1",
                        PostedBefore::month,
                        wanted)
                .map(next -> next.firstSequence() - 1)
                .orElse(last.get().sequence());
        return month.get().month() < wanted ? end : divide(wanted, month.get().firstSequence() - 1, end, micros);
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

    private <T> Optional<T> first(String query, Sql.RowReader<T> reader, Object... more) {
        Object[] arguments = new Object[more.length + 1];
        arguments[0] = account.value();
        System.arraycopy(more, 0, arguments, 1, more.length);
        return sql.query(query, reader, arguments).stream().findFirst();
    }

    private static Place place(ResultSet row) throws SQLException {
        return new Place(row.getLong(1), row.getLong(2));
    }

    private static Month month(ResultSet row) throws SQLException {
        return new Month(row.getInt(1), row.getLong(2));
    }
}
