package org.trunkline.limits.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.trunkline.json.Json;
import org.trunkline.kernel.AccountId;
import org.trunkline.limits.Billing;
import org.trunkline.limits.CallKey;
import org.trunkline.limits.CallSettlement;
import org.trunkline.limits.CallSettlement.LevelCharge;

/** Settlements as the call record keeps them. */
final class SettlementJson {
    private SettlementJson() {}

    static String write(CallSettlement settlement) {
        ObjectNode json = Json.object().put("authorized", settlement.authorized());
        settlement.flags().forEach(json.putArray("flags")::add);
        var levels = json.putArray("levels");
        settlement.levels().forEach(level -> levels.add(charge(level)));
        settlement.carrier().ifPresent(carrier -> json.set("carrier", charge(carrier)));
        return Json.write(json);
    }

    private static ObjectNode charge(LevelCharge level) {
        ObjectNode row = Json.object()
                .put("account_id", level.account().value())
                .put("billing", level.billing().wireName())
                .put("amount_micros", level.amountMicros())
                .put("currency", level.currency())
                .put("charged_seconds", level.chargedSeconds());
        if (level.allotmentSeconds() > 0) {
            row.put("allotment_seconds", level.allotmentSeconds());
        }
        level.entryId().ifPresent(id -> row.put("entry_id", id));
        return row;
    }

    /** What the record of an id says that has replaced another one. */
    static String replaced(String firstCallId) {
        return Json.write(Json.object().put("replaces", firstCallId));
    }

    static Optional<String> replaces(String text) {
        return Optional.ofNullable(Json.parseObject(text).path("replaces").textValue());
    }

    static CallSettlement parse(CallKey key, String text) {
        ObjectNode json = Json.parseObject(text);
        List<String> flags = new ArrayList<>();
        json.path("flags").forEach(flag -> flags.add(flag.textValue()));
        List<LevelCharge> levels = new ArrayList<>();
        json.path("levels").forEach(row -> levels.add(charge(row)));
        Optional<LevelCharge> carrier =
                Optional.of(json.path("carrier")).filter(JsonNode::isObject).map(SettlementJson::charge);
        return new CallSettlement(key, json.path("authorized").booleanValue(), true, flags, levels, carrier);
    }

    private static LevelCharge charge(JsonNode row) {
        return new LevelCharge(
                new AccountId(row.path("account_id").textValue()),
                Billing.valueOf(row.path("billing").textValue().toUpperCase(Locale.ROOT)),
                row.path("amount_micros").longValue(),
                row.path("currency").textValue(),
                row.path("charged_seconds").longValue(),
                row.path("allotment_seconds").longValue(),
                Optional.ofNullable(row.path("entry_id").textValue()));
    }
}
