package org.trunkline.ledger.rest.internal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.trunkline.json.Json;
import org.trunkline.kernel.GregorianTime;
import org.trunkline.kernel.Money;
import org.trunkline.ledger.Entry;
import org.trunkline.ledger.ServiceTotal;
import org.trunkline.ledger.Statement;
import org.trunkline.rest.Rows;

/**
 * A statement as a table: the opening balance, the entries in their order with the balance after each, the sum of each
 * service, the closing balance. {@code type} says which of these a row is.
 */
final class StatementTable {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'UTC'").withZone(ZoneOffset.UTC);

    private static final List<Rows.Column> COLUMNS = Stream.of(
                    Stream.of(
                            Rows.Column.of("type").wide(6),
                            Rows.Column.time("created").wide(12),
                            Rows.Column.of("source_service").wide(14),
                            Rows.Column.of("description").wide(22),
                            Rows.Column.of("parties").wide(18),
                            Rows.Column.of("id"),
                            Rows.Column.of("source_id"),
                            Rows.Column.of("account_id"),
                            Rows.Column.of("account_name"),
                            Rows.Column.time("period_start"),
                            Rows.Column.time("period_end"),
                            Rows.Column.of("usage_quantity").wide(10),
                            Rows.Column.of("usage_unit")),
                    TableMetadata.COLUMNS.stream(),
                    Stream.of(
                            Rows.Column.of("correction_of"),
                            Rows.Column.of("metadata"),
                            Rows.Column.of("amount").wide(9),
                            Rows.Column.of("balance").wide(9),
                            Rows.Column.of("currency")))
            .flatMap(each -> each)
            .toList();

    private final Statement statement;
    private final EntryJson json;

    StatementTable(Statement statement, EntryJson json) {
        this.statement = statement;
        this.json = json;
    }

    Rows rows() {
        List<String> title = List.of(
                statement.account().name() + " (" + statement.account().id() + ")",
                "Statement " + TIME.format(statement.from()) + " to "
                        + TIME.format(statement.to().minusSeconds(1)) + ", "
                        + statement.account().currency());
        return new Rows(title, COLUMNS, this::forEach);
    }

    private void forEach(Consumer<ObjectNode> reader) {
        Sums sums = new Sums(statement.openingMicros());
        reader.accept(balance("opening", "Opening balance", statement.from(), sums.balanceMicros));
        statement.forEach(entry -> {
            sums.add(entry);
            reader.accept(row(entry));
        });
        sums.services.forEach((service, total) -> reader.accept(total(service, total)));
        reader.accept(balance("closing", "Closing balance", statement.to().minusSeconds(1), sums.balanceMicros));
    }

    /** What the entries that were handed over add up to. */
    private static final class Sums {
        private final Map<String, ServiceTotal> services = new TreeMap<>();
        private long balanceMicros;

        Sums(long openingMicros) {
            balanceMicros = openingMicros;
        }

        void add(Entry entry) {
            services.merge(
                    entry.line().source().service(),
                    ServiceTotal.none().plus(entry.line()),
                    (sum, one) -> sum.plus(entry.line()));
            balanceMicros = Math.addExact(balanceMicros, entry.line().amountMicros());
        }
    }

    private ObjectNode row(Entry entry) {
        ObjectNode row = json.of(entry).put("type", "entry");
        row.put("currency", entry.line().currency());
        ObjectNode tidied = TableMetadata.tidied(row);
        tidied.put(
                "parties",
                Stream.of("metadata_from", "metadata_to")
                        .map(key -> tidied.path(key).asText())
                        .filter(each -> !each.isEmpty())
                        .collect(Collectors.joining(" > ")));
        return tidied;
    }

    private ObjectNode balance(String type, String description, Instant at, long micros) {
        ObjectNode row = Json.object().put("type", type).put("description", description);
        row.put("created", GregorianTime.of(at));
        row.set("balance", Json.number(Money.fromMicros(micros)));
        return row.put("currency", statement.account().currency());
    }

    private ObjectNode total(String service, ServiceTotal total) {
        ObjectNode row = Json.object().put("type", "total").put("source_service", service);
        row.put("description", "Total " + service);
        row.put("usage_quantity", total.quantity()).put("usage_unit", total.unit());
        row.set("amount", Json.number(Money.fromMicros(total.amountMicros())));
        return row.put("currency", statement.account().currency());
    }
}
