package org.trunkline.limits.rest.internal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.trunkline.json.Json;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.GregorianTime;
import org.trunkline.kernel.Money;
import org.trunkline.limits.CallDetail;
import org.trunkline.limits.CallDetail.AppliedRate;
import org.trunkline.limits.CallDetail.Charge;

/** One call attempt as a whole document (crossbar-numbers N2), with what our own clients want to know beside. */
final class CdrDocument {
    private CdrDocument() {}

    /** @param account whose list it stands in */
    static ObjectNode of(CallDetail call, AccountId account) {
        Instant start = CdrRow.start(call);
        ObjectNode json = Json.object()
                .put("id", call.id())
                .put("call_id", call.key().callId())
                .put("call_direction", call.direction().wireName())
                .put("caller_id_number", CdrRow.user(call.from()))
                .put("callee_id_number", call.number())
                .put("from", call.from())
                .put("to", call.to())
                .put("request", call.to())
                .put("duration_seconds", call.durationSeconds())
                .put("billing_seconds", call.billedSeconds())
                .put("ringing_seconds", Math.max(0, call.durationSeconds() - call.billedSeconds()))
                .put("timestamp", GregorianTime.of(call.endedAt()))
                .put("created", GregorianTime.of(call.recordedAt()))
                .put("channel_created_time", ChronoUnit.MICROS.between(Instant.EPOCH, start))
                .put("hangup_cause", CdrRow.hangupCause(call))
                .put("interaction_id", call.interactionId());
        if (call.sipCode() > 0) {
            json.put("hangup_code", "sip:" + call.sipCode());
        }
        call.otherLegCallId().ifPresent(id -> json.put("other_leg_call_id", id));
        variables(json.putObject("custom_channel_vars"), call, account);
        own(json, call);
        return json;
    }

    private static void variables(ObjectNode json, CallDetail call, AccountId account) {
        call.account().ifPresent(id -> json.put("account_id", id.value()));
        call.owner().ifPresent(id -> json.put("owner_id", id.value()));
        Optional<Charge> charge = call.charge(account);
        charge.ifPresent(each -> json.put("account_billing", each.billing().wireName()));
        call.resellerCharge()
                .ifPresent(each -> json.put("reseller_billing", each.billing().wireName()));
        charge.flatMap(Charge::rate).ifPresent(rate -> {
            json.put("rate", CdrRow.rate(charge));
            json.put("rate_name", rate.name()).put("ratedeck_id", rate.deck());
        });
    }

    /** Our own: why, on which switch, and what each level that the reader may see paid. */
    private static void own(ObjectNode json, CallDetail call) {
        json.put("switch_id", call.key().switchId())
                .put("leg", call.key().leg())
                .put("decision", call.reason().allows() ? "allow" : "deny")
                .put("reason", call.reason().wireName())
                .put("classification", call.classification())
                .put("resource_type", call.resourceType())
                .put("hangup_side", call.hangup().side());
        call.refusedBy().ifPresent(by -> json.put("refused_by", by.value()));
        call.flags().forEach(json.putArray("flags")::add);
        var charges = json.putArray("charges");
        call.charges().forEach(each -> charges.add(charge(each)));
        call.carrier().ifPresent(carrier -> json.set("carrier", charge(carrier)));
        call.marginMicros().ifPresent(micros -> json.set("margin", Json.number(Money.fromMicros(micros))));
    }

    private static ObjectNode charge(Charge charge) {
        ObjectNode json = Json.object()
                .put("account_id", charge.account().value())
                .put("billing", charge.billing().wireName());
        json.set("cost", Json.number(Money.fromMicros(charge.costMicros())));
        json.put("currency", charge.currency()).put("charged_seconds", charge.chargedSeconds());
        if (charge.allotmentSeconds() > 0) {
            json.put("allotment_seconds", charge.allotmentSeconds());
        }
        charge.entryId().ifPresent(id -> json.put("entry_id", id));
        charge.rate().ifPresent(rate -> json.set("rate", rate(rate)));
        return json;
    }

    private static ObjectNode rate(AppliedRate rate) {
        ObjectNode json = Json.object()
                .put("id", rate.id())
                .put("name", rate.name())
                .put("ratedeck_id", rate.deck())
                .put("currency", rate.currency());
        json.set("value", Json.number(Money.fromNanos(rate.perMinuteNanos())));
        return json;
    }
}
