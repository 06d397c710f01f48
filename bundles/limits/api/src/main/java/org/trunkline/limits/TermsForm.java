package org.trunkline.limits;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.trunkline.json.Json;
import org.trunkline.kernel.Money;
import org.trunkline.rating.Rate;

/** How one level takes a call, as switches and readers of explanations are told (switch-api, "Authorize"). */
public final class TermsForm {
    private TermsForm() {}

    public static ObjectNode write(CallDecision.LevelTerms level) {
        ObjectNode json = Json.object()
                .put("account_id", level.account().value())
                .put("billing", level.billing().wireName())
                .put("trunk", level.trunk().orElse(null));
        json.set("reserved", Json.number(Money.fromMicros(level.reservedMicros())));
        json.put("currency", level.currency());
        level.allotment().ifPresent(free -> json.putObject("allotment")
                .put("name", free.name())
                .put("reserved_seconds", free.reservedSeconds()));
        level.rate().ifPresent(rate -> json.set("rate", rate(rate)));
        return json;
    }

    private static ObjectNode rate(Rate rate) {
        ObjectNode json = Json.object()
                .put("id", rate.id())
                .put("name", rate.name())
                .put("prefix", rate.prefix())
                .put("deck", rate.deck());
        json.set("cost_per_minute", Json.number(Money.fromNanos(rate.price().perMinuteNanos())));
        json.put("increment", rate.price().incrementSeconds())
                .put("minimum", rate.price().minimumSeconds());
        json.set("surcharge", Json.number(Money.fromNanos(rate.price().surchargeNanos())));
        return json;
    }
}
