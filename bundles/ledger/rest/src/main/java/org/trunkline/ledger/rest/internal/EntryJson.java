package org.trunkline.ledger.rest.internal;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.trunkline.json.Json;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.AccountNode;
import org.trunkline.kernel.AccountTree;
import org.trunkline.kernel.GregorianTime;
import org.trunkline.kernel.Money;
import org.trunkline.ledger.Entry;
import org.trunkline.ledger.FundingMode;
import org.trunkline.ledger.LedgerService.AccountBalance;
import org.trunkline.ledger.PostingLine;
import org.trunkline.ledger.ServiceTotal;

/** Entries and sums as clients see them (crossbar-api §6.1). */
final class EntryJson {
    /** Stored amounts of the wire are in units of 1/10000. */
    private static final long MICROS_PER_WIRE_UNIT = 100;

    private final AccountTree tree;

    EntryJson(AccountTree tree) {
        this.tree = tree;
    }

    /** Shows an entry; clients rely on the name of the account being there, as text. */
    ObjectNode of(Entry entry) {
        PostingLine line = entry.line();
        ObjectNode json = Json.object().put("id", entry.id());
        json.putObject("source")
                .put("service", line.source().service())
                .put("id", line.source().id());
        json.set("account", account(line.callingAccount()));
        json.set("amount", Json.number(Money.fromMicros(line.amountMicros())));
        json.put("description", line.description());
        json.set(
                "usage",
                usage(line.usage().type(), line.usage().quantity(), line.usage().unit()));
        ObjectNode period = json.putObject("period");
        period.put(
                "start",
                GregorianTime.of(line.period().map(PostingLine.Period::start).orElse(entry.postedAt())));
        line.period().ifPresent(each -> period.put("end", GregorianTime.of(each.end())));
        json.set("metadata", Json.parse(line.metadata()));
        json.putObject("audit").put("available_units", Math.floorDiv(entry.balanceMicros(), MICROS_PER_WIRE_UNIT));
        json.putObject("executor").put("trigger", "trunkline").put("module", entry.executor());
        json.put("created", GregorianTime.of(entry.postedAt()));
        json.set("balance", Json.number(Money.fromMicros(entry.balanceMicros())));
        line.correctionOf().ifPresent(id -> json.put("correction_of", id));
        return json;
    }

    /** Returns where an entry is read, for the header {@code Location}. */
    static String location(Entry entry) {
        PostingLine line = entry.line();
        String service = URLEncoder.encode(line.source().service(), StandardCharsets.UTF_8)
                .replace("+", "%20");
        return "/accounts/" + line.account() + "/ledgers/" + service + "/" + entry.id();
    }

    static ObjectNode of(Map<String, ServiceTotal> totals) {
        ObjectNode json = Json.object();
        totals.forEach((service, total) -> {
            ObjectNode row = json.putObject(service);
            row.set("amount", Json.number(Money.fromMicros(total.amountMicros())));
            row.set("usage", usage(total.usageType(), total.quantity(), total.unit()));
        });
        return json;
    }

    /** Shows the sums of a month, as a whole and by calling account. */
    ObjectNode of(Map<String, ServiceTotal> summary, Map<AccountId, Map<String, ServiceTotal>> parts) {
        ObjectNode json = Json.object();
        json.set("summary", of(summary));
        ArrayNode breakdown = json.putArray("breakdown");
        parts.forEach((account, totals) -> {
            ObjectNode row = breakdown.addObject();
            row.set("account", account(account));
            row.set("ledgers", of(totals));
            long micros = totals.values().stream()
                    .mapToLong(ServiceTotal::amountMicros)
                    .reduce(0, Math::addExact);
            row.set("total", Json.number(Money.fromMicros(micros)));
        });
        return json;
    }

    ObjectNode of(AccountBalance balance, FundingMode mode) {
        ObjectNode row = Json.object();
        row.set("account", account(balance.account()));
        row.set("amount", Json.number(Money.fromMicros(balance.balanceMicros())));
        tree.find(balance.account()).ifPresent(node -> row.put("currency", node.currency()));
        if (mode != null) {
            row.put("funding", mode.wireName());
        }
        return row;
    }

    ObjectNode account(AccountId id) {
        return Json.object()
                .put("id", id.value())
                .put("name", tree.find(id).map(AccountNode::name).orElse(""));
    }

    private static ObjectNode usage(String type, long quantity, String unit) {
        return Json.object().put("type", type).put("quantity", quantity).put("unit", unit);
    }
}
