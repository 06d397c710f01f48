package org.trunkline.ledger.jpa.internal;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.trunkline.kernel.Change;
import org.trunkline.ledger.Entry;
import org.trunkline.ledger.PostingLine;
import org.trunkline.ledger.ServiceTotal;
import org.trunkline.ledger.jpa.internal.Sql.Column;
import org.trunkline.ledger.spi.AccountBook;
import org.trunkline.ledger.spi.Crossings;
import org.trunkline.ledger.spi.LedgerStore.Order;
import org.trunkline.ledger.spi.StoredEntry;

/**
 * Writes what was drafted, in the transaction that has its accounts locked. All that can be worked out is worked out before:
 * while the transaction runs, others wait for these accounts.
 */
final class DraftWriter {
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

    private final Draft draft;
    private final Batch<AccountBook> missing;
    private final Batch<?> places;
    private final Batch<StoredEntry> entries;
    private final Batch<?> runs;
    private final Batch<?> corrections;
    private final List<AccountBook> known;
    private final Collection<Service> services;
    private final List<Share> shares;
    private final List<Contra> contras;

    DraftWriter(Draft draft) {
        this.draft = draft;
        Map<Boolean, List<AccountBook>> books = draft.books().stream()
                .collect(Collectors.partitioningBy(
                        book -> draft.before().get(book.account().value()).sequence() == 0));
        missing = new Batch<>(Accounts.TABLE, Accounts.COLUMNS, books.get(true));
        known = books.get(false);
        places = Places.batch(draft.added(), draft.made());
        entries = new Batch<>(Rows.TABLE, Rows.WRITTEN, draft.fresh());
        runs = Runs.batch(draft.runs());
        corrections = Corrections.batch(draft.fresh());
        services = services();
        shares = shares();
        contras = contras();
    }

    Draft draft() {
        return draft;
    }

    /** Makes the rows ready for PostgreSQL. */
    DraftWriter copied() {
        places.copied();
        entries.copied();
        return this;
    }

    /** @return the changes to be recorded with it */
    List<Change> write(Sql sql) {
        // of two nodes that both want it new one waits here for the other, and starts again
        sql.insert(missing);
        sql.insert(places);
        // a repeat has failed by now, and sees no other condition than its own first time
        LockedRows locked = new LockedRows(sql, draft.before());
        draft.taken().forEach(order -> order.condition()
                .ifPresent(condition -> condition.check().require(locked)));
        sql.insert(entries);
        sql.insert(runs);
        sql.insert(corrections);
        sql.updateAll(Accounts.TABLE, Accounts.COLUMNS, known);
        sql.upsert("ledger_service", SERVICE_COLUMNS, services);
        sql.upsert("ledger_share", SHARE_COLUMNS, shares);
        sql.upsert("ledger_contra", CONTRA_COLUMNS, contras);
        return changes(sql);
    }

    private List<Change> changes(Sql sql) {
        Thresholds thresholds = Thresholds.of(sql, draft.before().keySet());
        List<Change> changes = new ArrayList<>();
        for (Order order : draft.taken()) {
            Map<String, Long> before = new TreeMap<>();
            Map<String, Long> after = new TreeMap<>();
            for (Entry entry : draft.made().get(order.posting().key())) {
                String account = entry.line().account().value();
                before.putIfAbsent(account, entry.balanceMicros() - entry.line().amountMicros());
                after.put(account, entry.balanceMicros());
            }
            before.forEach((account, micros) -> changes.addAll(Crossings.of(
                    thresholds.of(account),
                    draft.book(account).account(),
                    micros,
                    after.get(account),
                    order.executor(),
                    draft.at())));
            changes.addAll(order.recorded());
        }
        return changes;
    }

    private Collection<Service> services() {
        Map<String, Service> first = new TreeMap<>();
        for (StoredEntry each : draft.fresh()) {
            PostingLine line = each.entry().line();
            String account = line.account().value();
            String service = line.source().service();
            if (!draft.book(account).wasLoaded(service)) {
                first.putIfAbsent(account + service, new Service(account, service));
            }
        }
        return first.values();
    }

    /** In the order of their keys, like the accounts: nodes never wait for each other in a circle. */
    private List<Share> shares() {
        Map<Part, ServiceTotal> shares = new HashMap<>();
        for (StoredEntry each : draft.fresh()) {
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
        for (StoredEntry each : draft.fresh()) {
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
