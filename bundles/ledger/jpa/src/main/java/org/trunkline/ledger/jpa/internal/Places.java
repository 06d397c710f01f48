package org.trunkline.ledger.jpa.internal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.trunkline.ledger.Entry;
import org.trunkline.ledger.EntryIds;
import org.trunkline.ledger.jpa.internal.Sql.Column;
import org.trunkline.ledger.spi.LedgerStore.Order;

/** The table {@code ledger_posting}: what was posted, once each, and where its entries are. */
final class Places {
    private record Row(UUID digest, String key, String fingerprint, String places) {}

    private static final List<Column<Row>> COLUMNS = List.of(
            Column.uuid("digest", Row::digest),
            Column.text("posting_key", Row::key),
            Column.text("fingerprint", Row::fingerprint),
            Column.text("places", Row::places));

    private Places() {}

    /**
     * Returns postings to be written; one that is there already breaks the unique index.
     *
     * @param added fingerprints by key
     * @param made entries by key, in the order of the lines
     */
    static Batch<?> batch(Map<String, String> added, Map<String, List<Entry>> made) {
        return new Batch<>(
                "ledger_posting",
                COLUMNS,
                added.entrySet().stream()
                        .map(each -> new Row(
                                EntryIds.posting(each.getKey()),
                                each.getKey(),
                                each.getValue(),
                                places(made.get(each.getKey()))))
                        .toList());
    }

    private static String places(List<Entry> entries) {
        return entries.stream()
                .map(entry -> entry.line().account() + ":" + entry.sequence())
                .collect(Collectors.joining(","));
    }

    /** Returns the fingerprints, by key, of those that were posted before. */
    static Map<String, String> fingerprints(Sql sql, List<Order> group) {
        List<UUID> digests = group.stream()
                .map(order -> EntryIds.posting(order.posting().key()))
                .distinct()
                .toList();
        Map<String, String> known = new HashMap<>();
        sql.query(
                "select posting_key, fingerprint from ledger_posting where digest = any(?)",
                row -> known.put(row.getString(1), row.getString(2)),
                sql.array("uuid", digests));
        return known;
    }

    /** Returns the entries of a posting in the order of its lines, empty if it was never posted. */
    static List<Entry> posted(Sql sql, String key) {
        List<Entry> entries = new ArrayList<>();
        sql
                .query(
                        "select places from ledger_posting where digest = ? and posting_key = ?",
                        row -> row.getString(1),
                        EntryIds.posting(key),
                        key)
                .stream()
                .flatMap(places -> Stream.of(places.split(",")))
                .map(place -> place.split(":"))
                .forEach(place -> entry(sql, place[0], Long.parseLong(place[1])).ifPresent(entries::add));
        return entries;
    }

    /** Returns where an entry with this id would be, if it is one of the account. */
    static Optional<Long> sequence(Sql sql, String account, String id) {
        return EntryIds.origin(id)
                .flatMap(origin -> place(sql, origin))
                .filter(place -> place[0].equals(account))
                .map(place -> Long.parseLong(place[1]))
                .or(() -> oldSequence(sql, account, id));
    }

    private static Optional<String[]> place(Sql sql, EntryIds.Origin origin) {
        return sql
                .query(
                        "select places from ledger_posting where digest = ?",
                        row -> row.getString(1).split(","),
                        origin.posting())
                .stream()
                .filter(places -> origin.line() < places.length)
                .map(places -> places[origin.line()].split(":"))
                .findFirst();
    }

    private static Optional<Long> oldSequence(Sql sql, String account, String id) {
        return sql
                .query(
                        "select entry_sequence from ledger_old_id where account_id = ? and id = ?",
                        row -> row.getLong(1),
                        account,
                        id)
                .stream()
                .findFirst();
    }

    static Optional<Entry> entry(Sql sql, String account, long sequence) {
        return sql
                .query(
                        "select " + Rows.COLUMNS + " from ledger_entry where account_id = ? and entry_sequence = ?",
                        row -> Rows.read(row).entry(),
                        account,
                        sequence)
                .stream()
                .findFirst();
    }
}
