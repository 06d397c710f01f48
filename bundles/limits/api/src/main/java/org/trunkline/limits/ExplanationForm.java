package org.trunkline.limits;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.OptionalLong;
import org.trunkline.json.Json;
import org.trunkline.limits.CallExplanation.Line;

/** An explanation as JSON: the decision in the words of switch-api, and the trace. */
public final class ExplanationForm {
    private ExplanationForm() {}

    public static ObjectNode write(CallExplanation explanation) {
        CallDecision decision = explanation.decision();
        ObjectNode json = Json.object()
                .put("decision", decision.allowed() ? "allow" : "deny")
                .put("reason", decision.reason().wireName())
                .put("message", decision.reason().message())
                .put("sip_code", decision.sipCode())
                .put("account_id", decision.account().map(Object::toString).orElse(null))
                .put("classification", decision.classification())
                .put("number", decision.number())
                .put("emergency", decision.emergency());
        decision.refusedBy().ifPresent(level -> json.put("level", level.value()));
        if (decision.allowed()) {
            put(json, "max_seconds", decision.maxSeconds());
            put(json, "expected_seconds", decision.expectedSeconds());
            var levels = json.putArray("levels");
            decision.levels().forEach(level -> levels.add(TermsForm.write(level)));
        }
        var trace = json.putArray("trace");
        explanation.lines().forEach(line -> trace.add(line(line)));
        return json;
    }

    private static void put(ObjectNode json, String name, OptionalLong value) {
        if (value.isPresent()) {
            json.put(name, value.getAsLong());
        } else {
            json.putNull(name);
        }
    }

    private static ObjectNode line(Line line) {
        ObjectNode json = Json.object().put("step", line.step());
        line.account().ifPresent(account -> json.put("account_id", account.value()));
        json.put("says", line.says().name().toLowerCase(Locale.ROOT));
        line.reason().ifPresent(reason -> json.put("reason", reason.wireName()));
        return json.put("text", line.text());
    }
}
