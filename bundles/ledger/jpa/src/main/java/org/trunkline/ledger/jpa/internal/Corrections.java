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

    /** Notes those among new entries that correct another one. */
    static void write(Sql sql, Collection<StoredEntry> fresh) {
        sql.insert(
                "ledger_correction",
                COLUMNS,
                fresh.stream()
                        .map(StoredEntry::entry)
                        .filter(entry -> entry.line().correctionOf().isPresent())
                        .toList());
    }
}
