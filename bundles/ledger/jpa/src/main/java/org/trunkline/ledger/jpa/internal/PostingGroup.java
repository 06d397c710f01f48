package org.trunkline.ledger.jpa.internal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.Change;
import org.trunkline.kernel.ConflictException;
import org.trunkline.ledger.Entry;
import org.trunkline.ledger.Posting;
import org.trunkline.ledger.PostingLine;
import org.trunkline.ledger.ServiceTotal;
import org.trunkline.ledger.jpa.internal.Sql.Column;
import org.trunkline.ledger.spi.AccountBook;
import org.trunkline.ledger.spi.Crossings;
import org.trunkline.ledger.spi.LedgerStore.Order;
import org.trunkline.ledger.spi.LedgerStore.Posted;
import org.trunkline.ledger.spi.StoredEntry;

/** Writes one group of postings inside one transaction. */
final class PostingGroup {
    private static final List<Column<AccountBook>> BALANCE_COLUMNS = List.of(
            Column.<AccountBook>text("account_id", book -> book.account().value())
                    .key(),
            Column.text("currency", AccountBook::currency),
            Column.number("balance_micros", AccountBook::balanceMicros),
            Column.number("entry_sequence", AccountBook::sequence),
            Column.number("posted_at_micros", book -> Rows.micros(book.postedAt())),
            Column.text("hash", AccountBook::hash));

    private record Side(String owner, String name, String currency, int month) implements Comparable<Side> {
        private static final Comparator<Side> ORDER = Comparator.comparing(Side::owner)
                .thenComparing(Side::name)
                .thenComparing(Side::currency)
                .thenComparing(Side::month);

        @Override
        public int compareTo(Side other) {
            return ORDER.compare(this, other);
        }
    }

    private record Contra(Side side, long micros) {}

    private static final List<Column<Contra>> CONTRA_COLUMNS = List.of(
            Column.<Contra>text("owner", row -> row.side().owner()).key(),
            Column.<Contra>text("contra_name", row -> row.side().name()).key(),
            Column.<Contra>text("currency", row -> row.side().currency()).key(),
            Column.<Contra>integer("posted_month", row -> row.side().month()).key(),
            Column.number("total_micros", Contra::micros).added());

    private record Service(String account, String service) {}

    private static final List<Column<Service>> SERVICE_COLUMNS = List.of(
            Column.text("account_id", Service::account).key(),
            Column.text("source_service", Service::service).key());

    private record Part(String account, int month, String calling, String service) implements Comparable<Part> {
        private static final Comparator<Part> ORDER = Comparator.comparing(Part::account)
                .thenComparing(Part::month)
                .thenComparing(Part::calling)
                .thenComparing(Part::service);

        @Override
        public int compareTo(Part other) {
            return ORDER.compare(this, other);
        }
    }

    private record Share(Part part, ServiceTotal total) {}

    private static final List<Column<Share>> SHARE_COLUMNS = List.of(
            Column.<Share>text("account_id", row -> row.part().account()).key(),
            Column.<Share>integer("posted_month", row -> row.part().month()).key(),
            Column.<Share>text("calling_account_id", row -> row.part().calling())
                    .key(),
            Column.<Share>text("source_service", row -> row.part().service()).key(),
            Column.<Share>number("amount_micros", row -> row.total().amountMicros())
                    .added(),
            Column.<Share>number("quantity", row -> row.total().quantity()).added(),
            Column.text("usage_type", row -> row.total().usageType()),
            Column.text("usage_unit", row -> row.total().unit()));

    private final Sql sql;
    private final RunningTotals totals;
    private final Instant at;
    private final Map<String, AccountBook> books = new TreeMap<>();
    private Thresholds thresholds;
    private final Map<String, String> lastServices = new HashMap<>();
    private final List<StoredEntry> fresh = new ArrayList<>();
    private final List<StoredEntry> runs = new ArrayList<>();

    PostingGroup(Sql sql, RunningTotals totals, Instant at) {
        this.sql = sql;
        this.totals = totals;
        this.at = at;
    }

    /**
     * @param lookForRepeats whether keys may have been posted before; without it one that was fails on its unique index
     * @param recorded gets the changes of those postings that are no repeats
     */
    List<Posted> post(List<Order> group, boolean lookForRepeats, List<Change> recorded) {
        sql.planAnew();
        Map<String, String> known = lookForRepeats ? Places.fingerprints(sql, group) : Map.of();
        Map<String, String> added = new TreeMap<>();
        Map<String, List<Entry>> made = new HashMap<>();
        lock(group, known);
        List<Posted> result = new ArrayList<>();
        for (Order order : group) {
            Posting posting = order.posting();
            String fingerprint = order.fingerprint();
            String stored = known.getOrDefault(posting.key(), added.get(posting.key()));
            if (stored != null && !stored.equals(fingerprint)) {
                throw new ConflictException(posting.key());
            }
            if (stored == null) {
                added.put(posting.key(), fingerprint);
                made.put(posting.key(), appendAndWatch(order, recorded));
                recorded.addAll(order.recorded());
                result.add(new Posted(made.get(posting.key()), true));
            } else {
                List<Entry> first =
                        made.containsKey(posting.key()) ? made.get(posting.key()) : Places.posted(sql, posting.key());
                result.add(new Posted(first, false));
            }
        }
        write(added, made);
        return result;
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
        thresholds = Thresholds.of(sql, accounts);
        List<String> missing =
                accounts.stream().filter(account -> !books.containsKey(account)).toList();
        missing.forEach(account -> books.put(account, new AccountBook(new AccountId(account))));
        // of two nodes that both want it new one waits here for the other, and starts again
        sql.insert(
                "ledger_balance",
                BALANCE_COLUMNS,
                missing.stream().map(books::get).toList());
        loadServices();
    }

    private void loadServices() {
        TreeSet<String> unknown = new TreeSet<>();
        for (AccountBook book : books.values()) {
            String account = book.account().value();
            totals.of(account, book.hash())
                    .ifPresentOrElse(
                            known -> {
                                known.services().forEach(book::load);
                                lastServices.put(account, known.lastService());
                            },
                            () -> unknown.add(account));
        }
        if (unknown.isEmpty()) {
            return;
        }
        ServiceTotals.of(sql, unknown).forEach(latest -> {
            AccountBook book = books.get(latest.account());
            book.load(latest.service(), latest.total());
            if (latest.sequence() == book.sequence()) {
                lastServices.put(latest.account(), latest.service());
            }
        });
    }

    /** To be called when the transaction is committed. */
    void committed() {
        books.forEach((account, book) -> totals.keep(book, lastServices.getOrDefault(account, "")));
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

    private List<Entry> appendAndWatch(Order order, List<Change> recorded) {
        Map<String, Long> before = new TreeMap<>();
        for (PostingLine line : order.posting().lines()) {
            String account = line.account().value();
            if (!thresholds.of(account).isEmpty()) {
                before.put(account, books.get(account).balanceMicros());
            }
        }
        List<Entry> entries = append(order);
        before.forEach((account, micros) -> recorded.addAll(Crossings.of(
                thresholds.of(account),
                books.get(account).account(),
                micros,
                books.get(account).balanceMicros(),
                order.executor(),
                at)));
        return entries;
    }

    private List<Entry> append(Order order) {
        List<Entry> entries = new ArrayList<>();
        for (int line = 0; line < order.posting().lines().size(); line++) {
            AccountBook book =
                    books.get(order.posting().lines().get(line).account().value());
            StoredEntry row = book.append(order.posting(), line, order.executor(), at);
            fresh.add(row);
            String account = book.account().value();
            String service = row.entry().line().source().service();
            if (Runs.begins(row, lastServices.put(account, service))) {
                runs.add(row);
            }
            entries.add(row.entry());
        }
        return entries;
    }

    private void write(Map<String, String> added, Map<String, List<Entry>> made) {
        Places.write(sql, added, made);
        sql.insert(Rows.TABLE, Rows.WRITTEN, fresh);
        Runs.write(sql, runs);
        Corrections.write(sql, fresh);
        sql.updateAll("ledger_balance", BALANCE_COLUMNS, books.values());
        writeServices();
        sql.upsert("ledger_share", SHARE_COLUMNS, shares());
        sql.upsert("ledger_contra", CONTRA_COLUMNS, contras());
    }

    private void writeServices() {
        Map<String, Service> first = new TreeMap<>();
        for (StoredEntry each : fresh) {
            PostingLine line = each.entry().line();
            String account = line.account().value();
            String service = line.source().service();
            if (!books.get(account).wasLoaded(service)) {
                first.putIfAbsent(account + service, new Service(account, service));
            }
        }
        sql.upsert("ledger_service", SERVICE_COLUMNS, first.values());
    }

    /** In the order of their keys, like the accounts: nodes never wait for each other in a circle. */
    private List<Share> shares() {
        Map<Part, ServiceTotal> shares = new HashMap<>();
        for (StoredEntry each : fresh) {
            PostingLine line = each.entry().line();
            if (!line.callingAccount().equals(line.account())) {
                Part part = new Part(
                        line.account().value(),
                        AccountBook.month(each.entry().postedAt()),
                        line.callingAccount().value(),
                        line.source().service());
                shares.merge(part, ServiceTotal.none().plus(line), (sum, one) -> sum.plus(line));
            }
        }
        return new TreeMap<>(shares)
                .entrySet().stream()
                        .map(each -> new Share(each.getKey(), each.getValue()))
                        .toList();
    }

    private List<Contra> contras() {
        Map<Side, Long> totals = new HashMap<>();
        for (StoredEntry each : fresh) {
            PostingLine line = each.entry().line();
            int month = AccountBook.month(each.entry().postedAt());
            Side side = new Side(line.contra().owner(), line.contra().name(), line.currency(), month);
            totals.merge(side, Math.negateExact(line.amountMicros()), Math::addExact);
        }
        return new TreeMap<>(totals)
                .entrySet().stream()
                        .map(each -> new Contra(each.getKey(), each.getValue()))
                        .toList();
    }
}
