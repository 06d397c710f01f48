package org.trunkline.connectors.switchhttp.internal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.trunkline.json.Json;
import org.trunkline.kernel.DomainException;
import org.trunkline.kernel.FieldError;
import org.trunkline.kernel.Money;
import org.trunkline.kernel.Page;
import org.trunkline.limits.CallDecision;
import org.trunkline.limits.CallEndConflict;
import org.trunkline.limits.CallKey;
import org.trunkline.limits.CallRenewal;
import org.trunkline.limits.CallSettlement;
import org.trunkline.limits.LiveCall;
import org.trunkline.limits.ReportedCalls;
import org.trunkline.limits.TermsForm;

/** Writes the answers of switch-api. */
final class SwitchAnswers {
    private SwitchAnswers() {}

    static ObjectNode of(CallDecision decision) {
        ObjectNode json = Json.object()
                .put("call_id", decision.key().callId())
                .put("leg", decision.key().leg())
                .put("decision", decision.allowed() ? "allow" : "deny")
                .put("reason", decision.reason().wireName())
                .put("message", decision.reason().message())
                .put("sip_code", decision.sipCode());
        json.put("account_id", decision.account().map(Object::toString).orElse(null));
        json.put("classification", decision.classification());
        json.put("number", decision.number());
        json.put("emergency", decision.emergency());
        if (decision.ended()) {
            json.put("ended", true);
        }
        decision.refusedBy().ifPresent(level -> json.put("level", level.value()));
        if (!decision.allowed()) {
            return json;
        }
        put(json, "max_seconds", decision.maxSeconds());
        json.put("renew_after_seconds", decision.renewAfterSeconds());
        put(json, "expected_seconds", decision.expectedSeconds());
        json.put("lease_seconds", decision.leaseSeconds());
        json.put("final_action", decision.redirectTo().isPresent() ? "redirect" : "hangup");
        json.put("redirect_to", decision.redirectTo().orElse(null));
        json.put("caller_id_privacy", "none");
        var levels = json.putArray("levels");
        decision.levels().forEach(level -> levels.add(TermsForm.write(level)));
        return json;
    }

    static ObjectNode answered(CallRenewal renewal) {
        ObjectNode json = Json.object()
                .put("call_id", renewal.key().callId())
                .put("leg", renewal.key().leg());
        put(json, "max_seconds", renewal.maxSeconds());
        return json.put("renew_after_seconds", renewal.renewAfterSeconds());
    }

    static ObjectNode of(CallRenewal renewal) {
        ObjectNode json = Json.object()
                .put("call_id", renewal.key().callId())
                .put("leg", renewal.key().leg())
                .put("decision", renewal.allowed() ? "allow" : "deny")
                .put("reason", renewal.reason().wireName());
        put(json, "max_seconds", renewal.maxSeconds());
        json.put("renew_after_seconds", renewal.renewAfterSeconds());
        put(json, "expected_seconds", renewal.expectedSeconds());
        json.put("action", renewal.action().name().toLowerCase(Locale.ROOT));
        return json.put("redirect_to", renewal.redirectTo().orElse(null));
    }

    static ObjectNode replaced(CallKey key, String newCallId) {
        return Json.object().put("call_id", newCallId).put("leg", key.leg()).put("replaces", key.callId());
    }

    static ObjectNode of(ReportedCalls.Outcome outcome) {
        ObjectNode json = Json.object()
                .put("known", outcome.known())
                .put("added", outcome.added())
                .put("released", outcome.released());
        outcome.unknown().forEach(json.putArray("unknown")::add);
        return json;
    }

    static ObjectNode of(CallSettlement settlement) {
        ObjectNode json = Json.object()
                .put("call_id", settlement.key().callId())
                .put("leg", settlement.key().leg())
                .put("authorized", settlement.authorized())
                .put("posted", settlement.posted());
        settlement.flags().forEach(json.putArray("flags")::add);
        var levels = json.putArray("levels");
        for (CallSettlement.LevelCharge level : settlement.levels()) {
            ObjectNode row = levels.addObject()
                    .put("account_id", level.account().value())
                    .put("billing", level.billing().wireName());
            row.set("amount", Json.number(Money.fromMicros(level.amountMicros())));
            row.put("currency", level.currency()).put("charged_seconds", level.chargedSeconds());
            if (level.allotmentSeconds() > 0) {
                row.put("allotment_seconds", level.allotmentSeconds());
            }
            row.put("entry_id", level.entryId().orElse(null));
        }
        return json;
    }

    static ObjectNode of(Page<LiveCall> page) {
        ObjectNode json = Json.object();
        var calls = json.putArray("calls");
        page.rows().forEach(call -> calls.addObject()
                .put("call_id", call.key().callId())
                .put("leg", call.key().leg())
                .put("account_id", call.account().map(Object::toString).orElse(null))
                .put("direction", call.direction().wireName())
                .put("from", call.from())
                .put("to", call.to())
                .put("reason", call.reason().wireName())
                .put("authorized_at", call.authorizedAt().toString())
                .put("answered_at", call.answeredAt().map(Object::toString).orElse(null))
                .put("elapsed_seconds", call.elapsedSeconds()));
        page.nextStartKey().ifPresent(key -> json.put("next_start_key", key));
        return json;
    }

    static ObjectNode callConflict() {
        return error("call_conflict", null, "Another call has this call_id and leg: other numbers or account");
    }

    static ObjectNode error(String code, String field, String message) {
        ObjectNode json = Json.object();
        ObjectNode error = json.putObject("error").put("code", code);
        if (field != null) {
            error.put("field", field);
        }
        error.put("message", message);
        return json;
    }

    static ObjectNode error(DomainException failure) {
        if (!failure.errors().isEmpty()) {
            FieldError first = failure.errors().get(0);
            return error(first.rule(), first.field(), message(first));
        }
        ObjectNode json = error(failure.code(), null, failure.getMessage());
        if (failure instanceof CallEndConflict conflict) {
            json.set("stored", of(conflict.stored()));
        }
        return json;
    }

    /** Switches get one sentence: what would be right is part of it. */
    private static String message(FieldError error) {
        return error.target() instanceof Collection<?> allowed
                ? error.message() + ": " + allowed.stream().map(String::valueOf).collect(Collectors.joining(", "))
                : error.message();
    }

    private static void put(ObjectNode json, String field, OptionalLong value) {
        if (value.isPresent()) {
            json.put(field, value.getAsLong());
        } else {
            json.putNull(field);
        }
    }
}
