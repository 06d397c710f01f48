package org.trunkline.ledger.jpa.internal;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.persistence.EntityManagerFactory;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.Page;
import org.trunkline.kernel.PageRequest;
import org.trunkline.ledger.Entry;
import org.trunkline.ledger.ServiceTotal;
import org.trunkline.ledger.spi.Crossings;
import org.trunkline.ledger.spi.EntryKey;
import org.trunkline.ledger.spi.LedgerStore;
import org.trunkline.ledger.spi.StoredEntry;
import org.trunkline.persistence.ChangeLog;
import org.trunkline.persistence.SchemaReady;
import org.trunkline.persistence.Transactions;

/** The ledger in the database: batches over the connection of the unit (design §7). */
@Component
public final class JpaLedgerStore implements LedgerStore {
    private static final int SLICE = 2_000;
    private static final int SLICES_AHEAD = 3;

    private final Transactions transactions;
    private final Poster poster;
    private final ExecutorService readers = Executors.newCachedThreadPool(JpaLedgerStore::thread);

    @Activate
    public JpaLedgerStore(
            @Reference(target = "(osgi.unit.name=ledger)") EntityManagerFactory unit,
            @Reference ChangeLog changes,
            @Reference(target = "(domain=ledger)") SchemaReady schema) {
        transactions = new Transactions(unit, changes);
        poster = new Poster(transactions);
    }

    @Deactivate
    void close() {
        readers.shutdown();
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "trunkline-ledger-reader");
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public List<Posted> post(List<Order> group, Instant at) {
        return poster.post(group, at);
    }

    @Override
    public Supplier<List<Posted>> prepare(List<Order> group, Instant at) {
        return poster.prepare(group, at);
    }

    @Override
    public void watch(AccountId account, String name, OptionalLong thresholdMicros) {
        Crossings.checkName(name);
        transactions.write(List.of(), em -> {
            Sql sql = new Sql(em.unwrap(Connection.class));
            if (thresholdMicros.isPresent()) {
                sql.upsert(
                        Thresholds.TABLE,
                        Thresholds.COLUMNS,
                        List.of(new Thresholds.Row(account.value(), name, thresholdMicros.getAsLong())));
            } else {
                sql.update(
                        "delete from ledger_threshold where account_id = ? and threshold_name = ?",
                        account.value(),
                        name);
            }
            return null;
        });
    }

    @Override
    public List<Entry> posted(String key) {
        return read(sql -> Places.posted(sql, key));
    }

    @Override
    public void forEachBalance(Consumer<Balance> reader) {
        String last = "";
        List<Balance> slice;
        do {
            String after = last;
            slice = read(sql -> sql.query(
                    "select account_id, currency, balance_micros, entry_sequence, hash from ledger_balance"
                            + " where account_id > ? order by account_id limit " + SLICE,
                    JpaLedgerStore::balance,
                    after));
            slice.forEach(reader);
            last = slice.isEmpty() ? "" : slice.get(slice.size() - 1).account().value();
        } while (slice.size() == SLICE);
    }

    @Override
    public Optional<Balance> balance(AccountId account) {
        return read(sql -> sql
                .query(
                        "select account_id, currency, balance_micros, entry_sequence, hash from ledger_balance"
                                + " where account_id = ?",
                        JpaLedgerStore::balance,
                        account.value())
                .stream()
                .findFirst());
    }

    /** While a slice is looked at the next ones are read. */
    @Override
    public void forEachEntry(AccountId account, long sequenceMax, Consumer<StoredEntry> reader) {
        if (sequenceMax <= SLICE) {
            slice(account, 0, sequenceMax).forEach(reader);
            return;
        }
        long highest = Math.min(sequenceMax, highest(account));
        Deque<CompletableFuture<List<StoredEntry>>> ahead = new ArrayDeque<>();
        long asked = 0;
        while (asked < highest || !ahead.isEmpty()) {
            while (asked < highest && ahead.size() < SLICES_AHEAD) {
                long after = asked;
                asked = Math.min(after + SLICE, highest);
                long last = asked;
                ahead.add(CompletableFuture.supplyAsync(() -> slice(account, after, last), readers));
            }
            joined(ahead.remove()).forEach(reader);
        }
    }

    private long highest(AccountId account) {
        return read(sql -> sql
                .query(
                        "select entry_sequence from ledger_entry where account_id = ?"
                                + " order by account_id desc, entry_sequence desc limit 1",
                        row -> row.getLong(1),
                        account.value())
                .stream()
                .findFirst()
                .orElse(0L));
    }

    private static <T> T joined(CompletableFuture<T> future) {
        try {
            return future.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    private List<StoredEntry> slice(AccountId account, long after, long last) {
        return read(sql -> sql.query(
                "select " + Rows.COLUMNS + " from ledger_entry where account_id = ? and entry_sequence > ?"
                        + " and entry_sequence <= ? order by account_id, entry_sequence",
                Rows::read,
                account.value(),
                after,
                last));
    }

    /** Sums are differences of running totals: as many index seeks per service for a day as for a year. */
    @Override
    public Map<String, ServiceTotal> totals(AccountId account, Instant from, Instant to) {
        return read(sql -> ServiceTotals.between(
                sql,
                account.value(),
                Runs.sequenceBefore(sql, account.value(), from),
                Runs.sequenceBefore(sql, account.value(), to)));
    }

    @Override
    public List<Share> shares(AccountId account, int month) {
        return read(sql -> sql.query(
                "select calling_account_id, source_service, amount_micros, quantity, usage_type, usage_unit from"
                        + " ledger_share where account_id = ? and posted_month = ?"
                        + " order by calling_account_id, source_service",
                row -> new Share(
                        new AccountId(row.getString(1)),
                        row.getString(2),
                        new ServiceTotal(row.getLong(3), row.getLong(4), row.getString(5), row.getString(6))),
                account.value(),
                month));
    }

    @Override
    public Page<Entry> entries(AccountId account, String service, Instant from, Instant to, PageRequest page) {
        Optional<Long> start = page.startKey().map(key -> EntryKey.parse(key).sequence());
        List<Entry> found = read(sql -> {
            long first = Runs.sequenceBefore(sql, account.value(), from) + 1;
            long last = Runs.sequenceBefore(sql, account.value(), to);
            List<Long> places = Runs.sequences(
                    sql,
                    account.value(),
                    service,
                    page.ascending() ? Math.max(first, start.orElse(first)) : first,
                    page.ascending() ? last : Math.min(last, start.orElse(last)),
                    page.ascending(),
                    page.size() + 1);
            if (places.isEmpty()) {
                return List.<Entry>of();
            }
            // H2 seeks by the bounds only, and filters by the places
            return sql.query(
                    "select " + Rows.COLUMNS + " from ledger_entry where account_id = ? and entry_sequence >= ?"
                            + " and entry_sequence <= ? and entry_sequence = any(?)"
                            + " order by entry_sequence" + (page.ascending() ? "" : " desc"),
                    row -> Rows.read(row).entry(),
                    account.value(),
                    Collections.min(places),
                    Collections.max(places),
                    sql.array("bigint", places));
        });
        return EntryKey.page(found, page.size());
    }

    @Override
    public Optional<Entry> entry(AccountId account, String id) {
        return read(sql -> {
            Optional<Long> sequence = Places.sequence(sql, account.value(), id);
            return sequence.flatMap(place -> Places.entry(sql, account.value(), place))
                    .filter(entry -> entry.id().equals(id));
        });
    }

    @Override
    public List<Imbalance> imbalances() {
        // Each side is summed by itself: H2 would write a union of all entries to disk before it sums any. Entries are
        // read once: whoever reads those of each account one by one sees that they are its balance.
        return read(sql -> sql.query(
                """
                select owner, contra_name, currency, posted_month, sum(micros) from (
                  select contra_owner as owner, contra_name, currency, posted_month, sum(amount_micros) as micros
                    from ledger_entry group by contra_owner, contra_name, currency, posted_month
                  union all
                  select owner, contra_name, currency, posted_month, total_micros as micros from ledger_contra
                  union all
                  select '' as owner, 'balance', currency, 0, sum(balance_micros) as micros
                    from ledger_balance group by currency
                  union all
                  select '' as owner, 'balance', currency, 0, sum(total_micros) as micros
                    from ledger_contra group by currency
                ) sides group by owner, contra_name, currency, posted_month having sum(micros) <> 0
                """,
                row -> new Imbalance(
                        row.getString(1), row.getString(2), row.getString(3), row.getInt(4), row.getLong(5))));
    }

    /** Reads run in a transaction too: only there EclipseLink hands out its connection. */
    private <R> R read(Function<Sql, R> work) {
        return transactions.write(List.of(), em -> work.apply(new Sql(em.unwrap(Connection.class))));
    }

    private static Balance balance(ResultSet row) throws SQLException {
        return new Balance(
                new AccountId(row.getString(1)), row.getString(2), row.getLong(3), row.getLong(4), row.getString(5));
    }
}
