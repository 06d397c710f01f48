package org.trunkline.connectors.switchhttp.internal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.trunkline.json.Json;
import org.trunkline.kernel.Money;
import org.trunkline.limits.EventSettlement;
import org.trunkline.limits.Reason;

/** Writes what became of an event. */
final class EventAnswers {
    private EventAnswers() {}

    static ObjectNode of(EventSettlement settlement) {
        boolean allowed = settlement.refusal().isEmpty();
        ObjectNode json = Json.object()
                .put("key", settlement.key())
                .put("decision", allowed ? "allow" : "deny")
                .put("account_id", settlement.account().map(Object::toString).orElse(null));
        settlement.refusal().ifPresent(reason -> refusal(json, reason));
        settlement.refusedBy().ifPresent(level -> json.put("level", level.value()));
        if (allowed) {
            json.put("posted", true);
            var levels = json.putArray("levels");
            for (EventSettlement.LevelCharge level : settlement.levels()) {
                ObjectNode row =
                        levels.addObject().put("account_id", level.account().value());
                row.set("amount", Json.number(Money.fromMicros(level.amountMicros())));
                row.put("currency", level.currency()).put("entry_id", level.entryId());
            }
        }
        return json;
    }

    private static void refusal(ObjectNode json, Reason reason) {
        json.put("reason", reason.wireName()).put("message", reason.message());
    }

    static ObjectNode conflict() {
        return SwitchAnswers.error("charge_conflict", "key", "This key was used for another event");
    }
}
