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
        for (LevelCharge level : settlement.levels()) {
            ObjectNode row = levels.addObject()
                    .put("account_id", level.account().value())
                    .put("billing", level.billing().wireName())
                    .put("amount_micros", level.amountMicros())
                    .put("currency", level.currency())
                    .put("charged_seconds", level.chargedSeconds());
            level.entryId().ifPresent(id -> row.put("entry_id", id));
        }
        return Json.write(json);
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
        for (JsonNode row : json.path("levels")) {
            levels.add(new LevelCharge(
                    new AccountId(row.path("account_id").textValue()),
                    Billing.valueOf(row.path("billing").textValue().toUpperCase(Locale.ROOT)),
                    row.path("amount_micros").longValue(),
                    row.path("currency").textValue(),
                    row.path("charged_seconds").longValue(),
                    Optional.ofNullable(row.path("entry_id").textValue())));
        }
        return new CallSettlement(key, json.path("authorized").booleanValue(), true, flags, levels);
    }
}
