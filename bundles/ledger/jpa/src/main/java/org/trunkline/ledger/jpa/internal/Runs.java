package org.trunkline.ledger.jpa.internal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.trunkline.ledger.Entry;
import org.trunkline.ledger.jpa.internal.Sql.Column;
import org.trunkline.ledger.spi.StoredEntry;

/**
 * The table {@code ledger_run}: where a stretch of entries of one service begins among those of an account. It stands for
 * indexes over all entries by service and by time, at a row for up to {@value #LENGTH_MAX} calls.
 */
final class Runs {
    /** As in the migration that made the table. */
    static final int LENGTH_MAX = 128;

    private static final List<Column<Entry>> COLUMNS = List.of(
            Column.text("account_id", entry -> entry.line().account().value()),
            Column.number("first_sequence", Entry::sequence),
            Column.text("source_service", entry -> entry.line().source().service()),
            Column.number("posted_at_micros", entry -> Rows.micros(entry.postedAt())));

    /** Both ends of each range are said, and the whole index is the order: so H2 seeks, too, and reads no more than it shows. */
    private static final String BY_SERVICE =
            """
            select r.first_sequence,
              (select min(n.first_sequence) from ledger_run n where n.account_id = r.account_id
                and n.first_sequence > r.first_sequence and n.first_sequence <= r.first_sequence + %3$d)
            from ledger_run r where r.account_id = ? and r.source_service = ? and r.first_sequence >= ?
            and r.first_sequence <= ? order by r.account_id%1$s, r.source_service%1$s, r.first_sequence%1$s limit %2$d\
            """;

    /** The run that an entry may lie in although it began before. */
    private static final String BEGUN_BEFORE =
            "select max(first_sequence) from ledger_run where account_id = ? and source_service = ?"
                    + " and first_sequence <= ? and first_sequence > ?";

    private Runs() {}

    /** Returns whether a run begins with an entry, given the service of the entry before it. */
    static boolean begins(StoredEntry row, String serviceBefore) {
        return row.entry().sequence() % LENGTH_MAX == 0
                || !row.entry().line().source().service().equals(serviceBefore);
    }

    /** Returns the runs that begin with these entries. */
    static Batch<?> batch(Collection<StoredEntry> first) {
        return new Batch<>(
                "ledger_run", COLUMNS, first.stream().map(StoredEntry::entry).toList());
    }

    /** Returns the place of the last entry posted before an instant, 0 if there is none. */
    static long sequenceBefore(Sql sql, String account, Instant instant) {
        Optional<Long> run = sql
                .query(
                        "select first_sequence from ledger_run where account_id = ? and posted_at_micros < ?"
                                + " order by account_id desc, posted_at_micros desc, first_sequence desc limit 1",
                        row -> row.getLong(1),
                        account,
                        Rows.micros(instant))
                .stream()
                .findFirst();
        if (run.isEmpty()) {
            return 0;
        }
        return sql.query(
                        "select max(entry_sequence) from ledger_entry where account_id = ? and entry_sequence >= ?"
                                + " and entry_sequence < ? and posted_at_micros < ?",
                        row -> row.getLong(1),
                        account,
                        run.get(),
                        run.get() + LENGTH_MAX,
                        Rows.micros(instant))
                .get(0);
    }

    /**
     * Returns the places of entries of one service between two places, both included.
     *
     * @param sizeMax how many at most
     */
    static List<Long> sequences(
            Sql sql, String account, String service, long first, long last, boolean ascending, int sizeMax) {
        long begun = sql.query(BEGUN_BEFORE, row -> row.getLong(1), account, service, first, first - LENGTH_MAX)
                .get(0);
        // each run has an entry between the two places, but for the first one
        List<long[]> runs = sql.query(
                BY_SERVICE.formatted(ascending ? "" : " desc", sizeMax + 1, LENGTH_MAX),
                row -> {
                    long begin = row.getLong(1);
                    long next = row.getLong(2);
                    return new long[] {begin, row.wasNull() ? Long.MAX_VALUE : next - 1};
                },
                account,
                service,
                begun == 0 ? first : begun,
                last);
        List<Long> sequences = new ArrayList<>();
        for (long[] run : runs) {
            long from = Math.max(first, run[0]);
            long to = Math.min(last, run[1]);
            LongStream.rangeClosed(from, to)
                    .map(each -> ascending ? each : to - (each - from))
                    .limit(sizeMax - (long) sequences.size())
                    .forEach(sequences::add);
        }
        return sequences;
    }
}
