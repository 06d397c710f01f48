package org.trunkline.ledger.jpa.internal;

import java.sql.Connection;
import java.time.Clock;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.trunkline.persistence.Transactions;

/**
 * Entries in a table per month of posting, on PostgreSQL, so that months that nobody looks at any more can lie on cheap
 * storage. No answer changes: it is one table to whoever reads or posts. What is there when it begins stays together as the
 * first partition.
 */
final class MonthPartitions {
    private static final Logger LOG = LoggerFactory.getLogger(MonthPartitions.class);

    /** A node that stands still this long finds no partition when it goes on, and makes it before it posts. */
    private static final int MONTHS_AHEAD = 24;

    private static final String TABLE = Rows.TABLE;
    private static final String FIRST = TABLE + "_first";

    /** What only one node may do at a time; any number that nothing else uses. */
    private static final long LOCK = 7_263_118_540_021L;

    private final Transactions transactions;
    private final Clock clock;

    MonthPartitions(Transactions transactions, Clock clock) {
        this.transactions = transactions;
        this.clock = clock;
    }

    /** Returns whether the database can do this. */
    boolean isPossible() {
        return inTransaction(Sql::isPostgres);
    }

    /** Makes the table a partitioned one if it is none yet, and the months to come. Safe to repeat. */
    void prepare() {
        inTransaction(sql -> {
            lock(sql);
            if (!isPartitioned(sql)) {
                divide(sql);
            }
            YearMonth now = now();
            int last = lastMonth(sql);
            for (int ahead = 0; ahead <= MONTHS_AHEAD; ahead++) {
                YearMonth month = now.plusMonths(ahead);
                if (number(month) > last) {
                    add(sql, month);
                }
            }
            return null;
        });
    }

    /**
     * Moves months that ended at least so many months ago to a tablespace. A month is locked while it moves: who reads it
     * waits.
     *
     * @return how many moved
     */
    int archive(int afterMonths, String tablespace) {
        YearMonth newest = now().minusMonths(afterMonths);
        List<String> due = inTransaction(sql -> sql
                .query(
                        """
                        select c.relname, pg_get_expr(c.relpartbound, c.oid) from pg_inherits i
                        join pg_class c on c.oid = i.inhrelid
                        left join pg_tablespace t on t.oid = c.reltablespace
                        where i.inhparent = 'ledger_entry'::regclass and coalesce(t.spcname, '') <> ?
                        order by c.relname
                        """,
                        row -> new Partition(row.getString(1), end(row.getString(2))),
                        tablespace)
                .stream()
                .filter(each -> each.end() <= number(newest))
                .map(Partition::name)
                .toList());
        due.forEach(partition -> move(partition, tablespace));
        return due.size();
    }

    private YearMonth now() {
        return YearMonth.from(clock.instant().atOffset(ZoneOffset.UTC));
    }

    /** @param end the first month that is not in it, {@code YYYYMM} */
    private record Partition(String name, int end) {}

    private void move(String partition, String tablespace) {
        inTransaction(sql -> {
            lock(sql);
            sql.query(
                            "select indexrelid::regclass::text from pg_index where indrelid = '" + partition
                                    + "'::regclass",
                            row -> row.getString(1))
                    .forEach(index -> sql.execute("alter index " + index + " set tablespace " + quoted(tablespace)));
            sql.execute("alter table " + partition + " set tablespace " + quoted(tablespace));
            return null;
        });
        LOG.info("Ledger month moved: partition={} tablespace={}", partition, tablespace);
    }

    /** The table becomes the first partition of a new one with its name; nobody posts meanwhile. */
    private void divide(Sql sql) {
        LOG.info("Ledger is divided by month: postings wait until it is done");
        YearMonth now = now();
        sql.execute("alter table " + TABLE + " rename to " + FIRST);
        sql.execute("alter table " + FIRST + " rename constraint ledger_entry_pkey to ledger_entry_first_pkey");
        // a key of a partitioned table has the month in it; that no posting happens twice is the matter of
        // ledger_posting
        sql.execute("alter table " + FIRST + " drop constraint ledger_entry_first_pkey");
        sql.execute("alter table " + FIRST + " add constraint ledger_entry_first_pkey"
                + " primary key (account_id, entry_sequence, posted_month)");
        sql.execute("create table " + TABLE + " (like " + FIRST + " including defaults)"
                + " partition by range (posted_month)");
        sql.execute("alter table " + TABLE + " add constraint ledger_entry_pkey"
                + " primary key (account_id, entry_sequence, posted_month)");
        int last = sql.query("select max(posted_month) from " + FIRST, row -> row.getInt(1))
                .get(0);
        YearMonth until = last > number(now) ? month(last) : now;
        sql.execute("alter table " + TABLE + " attach partition " + FIRST + " for values from (minvalue) to ("
                + number(until.plusMonths(1)) + ")");
    }

    private static void add(Sql sql, YearMonth month) {
        sql.execute("create table " + TABLE + "_" + number(month) + " partition of " + TABLE + " for values from ("
                + number(month) + ") to (" + number(month.plusMonths(1)) + ")");
    }

    private static boolean isPartitioned(Sql sql) {
        return sql.query(
                        "select relkind::text from pg_class where oid = 'ledger_entry'::regclass",
                        row -> row.getString(1))
                .contains("p");
    }

    /** Returns the last month that has a partition. */
    private static int lastMonth(Sql sql) {
        OptionalInt end = sql
                .query(
                        "select pg_get_expr(c.relpartbound, c.oid) from pg_inherits i join pg_class c on c.oid = i.inhrelid"
                                + " where i.inhparent = 'ledger_entry'::regclass",
                        row -> end(row.getString(1)))
                .stream()
                .mapToInt(Integer::intValue)
                .max();
        return number(month(end.orElseThrow()).minusMonths(1));
    }

    /** Reads the end of {@code FOR VALUES FROM (…) TO (202701)}. */
    private static int end(String bounds) {
        return Integer.parseInt(bounds.substring(bounds.lastIndexOf('(') + 1, bounds.lastIndexOf(')')));
    }

    private static int number(YearMonth month) {
        return month.getYear() * 100 + month.getMonthValue();
    }

    private static YearMonth month(int number) {
        return YearMonth.of(number / 100, number % 100);
    }

    private static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    private static void lock(Sql sql) {
        sql.query("select pg_advisory_xact_lock(" + LOCK + ")", row -> null);
    }

    private <R> R inTransaction(Function<Sql, R> work) {
        return transactions.write(List.of(), em -> work.apply(new Sql(em.unwrap(Connection.class))));
    }
}
