package org.trunkline.ledger.jpa.internal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.Change;
import org.trunkline.kernel.ConflictException;
import org.trunkline.ledger.Entry;
import org.trunkline.ledger.Posting;
import org.trunkline.ledger.ServiceTotal;
import org.trunkline.ledger.jpa.internal.Sql.Column;
import org.trunkline.ledger.spi.AccountBook;
import org.trunkline.ledger.spi.LedgerStore.Order;
import org.trunkline.ledger.spi.LedgerStore.Posted;
import org.trunkline.ledger.spi.Seals;
import org.trunkline.ledger.spi.StoredEntry;

/** Writes one group of postings inside one transaction. */
final class PostingGroup {
    private record Key(String key, String fingerprint, String places) {}

    private static final List<Column<Key>> KEY_COLUMNS = List.of(
            Column.text("posting_key", Key::key),
            Column.text("fingerprint", Key::fingerprint),
            Column.text("places", Key::places));

    private record Contra(String owner, String name, String currency, int month) implements Comparable<Contra> {
        @Override
        public int compareTo(Contra other) {
            return text().compareTo(other.text());
        }

        private String text() {
            return owner + "\n" + name + "\n" + currency + "\n" + month;
        }
    }

    private final Sql sql;
    private final Instant at;
    private final Map<String, AccountBook> books = new TreeMap<>();
    private final List<StoredEntry> fresh = new ArrayList<>();

    PostingGroup(Sql sql, Instant at) {
        this.sql = sql;
        this.at = at;
    }

    /** @param recorded gets the changes of those postings that are no repeats */
    List<Posted> post(List<Order> group, List<Change> recorded) {
        Map<String, String> known = fingerprints(group);
        Map<String, String> added = new TreeMap<>();
        Map<String, List<Entry>> made = new HashMap<>();
        lock(group, known);
        List<Posted> result = new ArrayList<>();
        for (Order order : group) {
            Posting posting = order.posting();
            String fingerprint = Seals.fingerprint(posting);
            String stored = known.getOrDefault(posting.key(), added.get(posting.key()));
            if (stored != null && !stored.equals(fingerprint)) {
                throw new ConflictException(posting.key());
            }
            if (stored == null) {
                added.put(posting.key(), fingerprint);
                made.put(posting.key(), append(order));
                recorded.addAll(order.recorded());
                result.add(new Posted(made.get(posting.key()), true));
            } else {
                List<Entry> first = made.containsKey(posting.key()) ? made.get(posting.key()) : posted(posting.key());
                result.add(new Posted(first, false));
            }
        }
        write(added, made);
        return result;
    }

    List<Entry> posted(String key) {
        List<Entry> entries = new ArrayList<>();
        sql.query("select places from ledger_key where posting_key = ?", row -> row.getString(1), key).stream()
                .flatMap(places -> Stream.of(places.split(",")))
                .map(place -> place.split(":"))
                .forEach(place -> entries.addAll(sql.query(
                        "select " + Rows.COLUMNS + " from ledger_entry where account_id = ? and entry_sequence = ?",
                        row -> Rows.read(row).entry(),
                        place[0],
                        Long.parseLong(place[1]))));
        return entries;
    }

    /** Returns where the entries of a posting are: account and sequence of each, in the order of the lines. */
    private static String places(List<Entry> entries) {
        return entries.stream()
                .map(entry -> entry.line().account() + ":" + entry.sequence())
                .collect(Collectors.joining(","));
    }

    private Map<String, String> fingerprints(List<Order> group) {
        Set<String> keys = new TreeSet<>();
        group.forEach(order -> keys.add(order.posting().key()));
        Map<String, String> known = new HashMap<>();
        sql.queryAny(
                "select posting_key, fingerprint from ledger_key where posting_key = any(?)",
                row -> known.put(row.getString(1), row.getString(2)),
                keys);
        return known;
    }

    /** Locks the accounts in the order of their ids and opens their books; new accounts get a row first. */
    private void lock(List<Order> group, Map<String, String> known) {
        TreeSet<String> accounts = new TreeSet<>();
        for (Order order : group) {
            if (!known.containsKey(order.posting().key())) {
                order.posting()
                        .lines()
                        .forEach(line -> accounts.add(line.account().value()));
            }
        }
        if (accounts.isEmpty()) {
            return;
        }
        open(accounts);
        List<String> missing =
                accounts.stream().filter(account -> !books.containsKey(account)).toList();
        if (!missing.isEmpty()) {
            sql.batch(
                    "insert into ledger_balance (account_id, currency, balance_micros, entry_sequence,"
                            + " posted_at_micros, hash) values (?, '', 0, 0, 0, '')",
                    missing,
                    (insert, account) -> insert.setString(1, account));
            missing.forEach(account -> books.put(account, new AccountBook(new AccountId(account))));
        }
        sql.queryAny(
                "select account_id, source_service, amount_micros, quantity, usage_type, usage_unit from"
                        + " ledger_service where account_id = any(?)",
                row -> {
                    books.get(row.getString(1))
                            .load(
                                    row.getString(2),
                                    new ServiceTotal(
                                            row.getLong(3), row.getLong(4), row.getString(5), row.getString(6)));
                    return null;
                },
                accounts);
    }

    private void open(TreeSet<String> accounts) {
        sql.queryAny(
                "select account_id, currency, balance_micros, entry_sequence, posted_at_micros, hash from"
                        + " ledger_balance where account_id = any(?) order by account_id for update",
                row -> books.put(
                        row.getString(1),
                        new AccountBook(
                                new AccountId(row.getString(1)),
                                row.getString(2),
                                row.getLong(3),
                                row.getLong(4),
                                Rows.instant(row.getLong(5)),
                                row.getString(6))),
                accounts);
    }

    private List<Entry> append(Order order) {
        List<Entry> entries = new ArrayList<>();
        for (int line = 0; line < order.posting().lines().size(); line++) {
            AccountBook book =
                    books.get(order.posting().lines().get(line).account().value());
            StoredEntry row = book.append(order.posting(), line, order.executor(), at);
            fresh.add(row);
            entries.add(row.entry());
        }
        return entries;
    }

    private void write(Map<String, String> added, Map<String, List<Entry>> made) {
        sql.insert(
                "ledger_key",
                KEY_COLUMNS,
                added.entrySet().stream()
                        .map(each -> new Key(each.getKey(), each.getValue(), places(made.get(each.getKey()))))
                        .toList());
        sql.insert(Rows.TABLE, Rows.WRITTEN, fresh);
        sql.batch(
                "update ledger_balance set currency = ?, balance_micros = ?, entry_sequence = ?, posted_at_micros = ?,"
                        + " hash = ? where account_id = ?",
                books.values(),
                (update, book) -> {
                    update.setString(1, book.currency());
                    update.setLong(2, book.balanceMicros());
                    update.setLong(3, book.sequence());
                    update.setLong(4, Rows.micros(book.postedAt()));
                    update.setString(5, book.hash());
                    update.setString(6, book.account().value());
                });
        writeServices();
        writeContras();
    }

    private void writeServices() {
        record Service(String account, String service, ServiceTotal total) {}
        TreeSet<String> changed = new TreeSet<>();
        List<Service> services = new ArrayList<>();
        for (StoredEntry each : fresh) {
            String account = each.entry().line().account().value();
            String service = each.entry().line().source().service();
            if (changed.add(account + service)) {
                services.add(new Service(
                        account, service, books.get(account).services().get(service)));
            }
        }
        String columns = "amount_micros, quantity, usage_type, usage_unit, account_id, source_service";
        Sql.RowWriter<Service> writer = (statement, row) -> {
            statement.setLong(1, row.total().amountMicros());
            statement.setLong(2, row.total().quantity());
            statement.setString(3, row.total().usageType());
            statement.setString(4, row.total().unit());
            statement.setString(5, row.account());
            statement.setString(6, row.service());
        };
        sql.upsert(
                services,
                "update ledger_service set amount_micros = ?, quantity = ?, usage_type = ?, usage_unit = ?"
                        + " where account_id = ? and source_service = ?",
                writer,
                "insert into ledger_service (" + columns + ") values " + Sql.list(6),
                writer);
    }

    /** In the order of their keys, like the accounts: nodes never wait for each other in a circle. */
    private void writeContras() {
        Map<Contra, Long> totals = new TreeMap<>();
        for (StoredEntry each : fresh) {
            Entry entry = each.entry();
            Contra contra = new Contra(
                    entry.line().contra().owner(),
                    entry.line().contra().name(),
                    entry.line().currency(),
                    AccountBook.month(entry.postedAt()));
            totals.merge(contra, -entry.line().amountMicros(), Math::addExact);
        }
        Sql.RowWriter<Map.Entry<Contra, Long>> writer = (statement, row) -> {
            statement.setLong(1, row.getValue());
            statement.setString(2, row.getKey().owner());
            statement.setString(3, row.getKey().name());
            statement.setString(4, row.getKey().currency());
            statement.setInt(5, row.getKey().month());
        };
        sql.upsert(
                List.copyOf(totals.entrySet()),
                "update ledger_contra set total_micros = total_micros + ?"
                        + " where owner = ? and contra_name = ? and currency = ? and posted_month = ?",
                writer,
                "insert into ledger_contra (total_micros, owner, contra_name, currency, posted_month) values "
                        + Sql.list(5),
                writer);
    }
}
