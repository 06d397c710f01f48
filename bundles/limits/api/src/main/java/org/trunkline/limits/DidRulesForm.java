package org.trunkline.limits;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.trunkline.json.Checks;
import org.trunkline.json.Json;
import org.trunkline.kernel.FieldError;

/**
 * {@code inbound_channels_per_did_rules}: an object of numbers and the most calls at once. A name is a number, or what
 * numbers begin with and a star; not a regular expression, which could cost a decision any time.
 */
final class DidRulesForm {
    static final String FIELD = "inbound_channels_per_did_rules";

    private static final int RULES_MAX = 1_000;
    private static final int CALLS_MAX = 1_000_000;
    private static final Pattern NAME = Pattern.compile("\\+?[0-9]{1,15}\\*?|\\*");

    private DidRulesForm() {}

    static DidRules read(ObjectNode document, Checks checks, String prefix, DidRules inherited) {
        if (checks.object(prefix + FIELD).isEmpty()) {
            return inherited;
        }
        JsonNode rules = document.get(FIELD);
        if (rules.size() > RULES_MAX) {
            add(checks, prefix + FIELD, "maxProperties", "There may be at most " + RULES_MAX + " rules");
            return inherited;
        }
        Map<String, Integer> exact = new HashMap<>();
        Map<String, Integer> prefixes = new HashMap<>();
        for (Map.Entry<String, JsonNode> rule : rules.properties()) {
            String name = rule.getKey();
            String field = prefix + FIELD + "." + name;
            if (!NAME.matcher(name).matches()) {
                add(
                        checks,
                        field,
                        "pattern",
                        "Write a number such as +14155550100, or what numbers begin with and a"
                                + " star, such as +1415*; no regular expression");
            } else if (!isCount(rule.getValue())) {
                add(
                        checks,
                        field,
                        "type",
                        "Write how many calls at once, from 0 to " + CALLS_MAX + "; -1 = any number");
            } else {
                (name.endsWith("*") ? prefixes : exact)
                        .put(e164(name), rule.getValue().intValue());
            }
        }
        return new DidRules(exact, prefixes);
    }

    static ObjectNode write(DidRules rules) {
        ObjectNode json = Json.object();
        new TreeMap<>(rules.exact()).forEach(json::put);
        new TreeMap<>(rules.prefixes()).forEach((begin, calls) -> json.put(begin + "*", calls));
        return json;
    }

    private static boolean isCount(JsonNode value) {
        return value.isIntegralNumber()
                && value.canConvertToInt()
                && value.intValue() >= Limits.UNLIMITED
                && value.intValue() <= CALLS_MAX;
    }

    private static String e164(String name) {
        String digits = name.endsWith("*") ? name.substring(0, name.length() - 1) : name;
        return digits.isEmpty() || digits.startsWith("+") ? digits : "+" + digits;
    }

    private static void add(Checks checks, String field, String rule, String message) {
        checks.add(FieldError.of(field, rule, message));
    }
}
