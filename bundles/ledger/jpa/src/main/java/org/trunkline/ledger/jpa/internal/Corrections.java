package org.trunkline.ledger.jpa.internal;

import java.util.Collection;
import java.util.List;
import org.trunkline.ledger.Entry;
import org.trunkline.ledger.jpa.internal.Sql.Column;
import org.trunkline.ledger.spi.StoredEntry;

/** Which entries correct which: the table {@code ledger_correction}. */
final class Corrections {
    private static final List<Column<Entry>> COLUMNS = List.of(
            Column.text("account_id", entry -> entry.line().account().value()),
            Column.text("corrected_id", entry -> entry.line().correctionOf().orElseThrow()),
            Column.number("entry_sequence", Entry::sequence));

    private Corrections() {}

    /** Returns the entries that correct an entry, in their order. */
    static List<Entry> of(Sql sql, String account, String entryId) {
        return sql
                .query(
                        "select entry_sequence from ledger_correction where account_id = ? and corrected_id = ?"
                                + " order by entry_sequence",
                        row -> row.getLong(1),
                        account,
                        entryId)
                .stream()
                .flatMap(sequence -> Places.entry(sql, account, sequence).stream())
                .toList();
    }

    /** Returns those among new entries that correct another one, to be noted. */
    static Batch<?> batch(Collection<StoredEntry> fresh) {
        return new Batch<>(
                "ledger_correction",
                COLUMNS,
                fresh.stream()
                        .map(StoredEntry::entry)
                        .filter(entry -> entry.line().correctionOf().isPresent())
                        .toList());
    }
}
