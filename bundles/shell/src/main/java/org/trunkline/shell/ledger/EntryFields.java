package org.trunkline.shell.ledger;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import org.trunkline.json.Json;
import org.trunkline.kernel.Money;
import org.trunkline.ledger.Entry;
import org.trunkline.ledger.PostingLine;

/** Entries and amounts as the console shows and takes them. */
final class EntryFields {
    private EntryFields() {}

    static ObjectNode of(Entry entry) {
        PostingLine line = entry.line();
        ObjectNode fields = Json.object()
                .put("posted", entry.postedAt().toString())
                .put("service", line.source().service())
                .put("id", entry.id())
                .put("source_id", line.source().id())
                .put("description", line.description())
                .put("quantity", line.usage().quantity())
                .put("unit", line.usage().unit())
                .put("amount", Money.fromMicros(line.amountMicros()))
                .put("balance", Money.fromMicros(entry.balanceMicros()))
                .put("currency", line.currency());
        line.correctionOf().ifPresent(id -> fields.put("correction_of", id));
        return fields;
    }

    /** @throws IllegalArgumentException if it is no amount above 0 */
    static BigDecimal amount(String text) {
        if (!text.matches("[0-9]{1,12}(\\.[0-9]{1,6})?") || new BigDecimal(text).signum() == 0) {
            throw new IllegalArgumentException(
                    "An amount is a number above 0 with at most 6 decimals, such as 12.50, not " + text);
        }
        return new BigDecimal(text);
    }
}
