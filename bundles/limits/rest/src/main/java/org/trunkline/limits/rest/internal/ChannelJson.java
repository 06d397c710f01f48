package org.trunkline.limits.rest.internal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Optional;
import org.trunkline.json.Json;
import org.trunkline.kernel.GregorianTime;
import org.trunkline.kernel.Money;
import org.trunkline.limits.LiveCall;

/** Calls in progress as channels of the wire (crossbar-numbers N3), which has other names in lists than for one. */
record ChannelJson(Instant now) {

    ObjectNode row(LiveCall call) {
        ObjectNode json = Json.object()
                .put("uuid", call.key().callId())
                .put("direction", call.direction().wireName())
                .put("destination", CdrRow.user(call.to()))
                .put("elapsed_s", elapsedSeconds(call))
                .put("interaction_id", call.interactionId());
        call.otherLegCallId().ifPresent(id -> json.put("other_leg", id));
        return shared(json, call);
    }

    ObjectNode one(LiveCall call) {
        ObjectNode json = Json.object()
                .put("call_id", call.key().callId())
                .put("call_direction", call.direction().wireName())
                .put("elapsed_seconds", elapsedSeconds(call))
                .put("call_interaction_id", call.interactionId())
                .put("caller_id_number", CdrRow.user(call.from()))
                .put("callee_id_number", call.number())
                .put("to", call.to());
        call.otherLegCallId().ifPresent(id -> json.put("other_leg_call_id", id));
        return shared(json, call);
    }

    /** The last lines are our own. */
    private static ObjectNode shared(ObjectNode json, LiveCall call) {
        json.put("answered", call.answeredAt().isPresent())
                .put("timestamp", GregorianTime.of(call.authorizedAt()))
                .put("channel_authorized", true);
        call.levels().stream()
                .findFirst()
                .ifPresent(own -> json.put("account_billing", own.billing().wireName()));
        Optional<LiveCall.Level> reseller = call.levels().stream().skip(1).findFirst();
        reseller.ifPresent(level -> json.put("reseller_billing", level.billing().wireName())
                .put("reseller_id", level.account().value()));
        call.account().ifPresent(id -> json.put("account_id", id.value()));
        json.put("from", call.from())
                .put("number", call.number())
                .put("classification", call.classification())
                .put("reason", call.reason().wireName())
                .put("switch_id", call.key().switchId())
                .put("leg", call.key().leg());
        call.maxSeconds().ifPresent(seconds -> json.put("max_seconds", seconds));
        var levels = json.putArray("levels");
        call.levels().forEach(level -> levels.addObject()
                .put("account_id", level.account().value())
                .put("billing", level.billing().wireName())
                .put("currency", level.currency())
                .set("reserved", Json.number(Money.fromMicros(level.heldMicros()))));
        return json;
    }

    private long elapsedSeconds(LiveCall call) {
        return Math.max(0, now.getEpochSecond() - call.authorizedAt().getEpochSecond());
    }
}
