package org.trunkline.limits;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.trunkline.json.Checks;
import org.trunkline.json.Json;
import org.trunkline.kernel.FieldError;

/**
 * Rules by number as an object. A name is a number, or what numbers begin with and a star; not a regular expression, which
 * could cost a decision any time.
 *
 * @param field its name in the document
 * @param read returns the value; empty where it is none
 * @param allowed what a value may be, for who has sent another one
 */
record NumberRulesForm<T>(
        String field, Function<JsonNode, Optional<T>> read, Function<T, JsonNode> write, String allowed) {
    private static final int RULES_MAX = 1_000;
    private static final Pattern NAME = Pattern.compile("\\+?[0-9]{1,15}\\*?|\\*");

    NumberRules<T> read(ObjectNode document, Checks checks, String prefix, NumberRules<T> inherited) {
        if (checks.object(prefix + field).isEmpty()) {
            return inherited;
        }
        JsonNode rules = document.get(field);
        if (rules.size() > RULES_MAX) {
            checks.add(FieldError.of(prefix + field, "maxProperties", "There may be at most " + RULES_MAX + " rules"));
            return inherited;
        }
        Map<String, T> exact = new HashMap<>();
        Map<String, T> prefixes = new HashMap<>();
        for (Map.Entry<String, JsonNode> rule : rules.properties()) {
            String name = rule.getKey();
            String path = prefix + field + "." + name;
            Optional<T> value = read.apply(rule.getValue());
            if (!NAME.matcher(name).matches()) {
                checks.add(FieldError.of(
                        path,
                        "pattern",
                        "Write a number such as +14155550100, or what numbers begin with and a star, such as +1415*; no"
                                + " regular expression"));
            } else if (value.isEmpty()) {
                checks.add(FieldError.of(path, "type", allowed));
            } else {
                (name.endsWith("*") ? prefixes : exact).put(e164(name), value.get());
            }
        }
        return new NumberRules<>(exact, prefixes);
    }

    ObjectNode write(NumberRules<T> rules) {
        ObjectNode json = Json.object();
        new TreeMap<>(rules.exact()).forEach((number, value) -> json.set(number, write.apply(value)));
        new TreeMap<>(rules.prefixes()).forEach((begin, value) -> json.set(begin + "*", write.apply(value)));
        return json;
    }

    private static String e164(String name) {
        String digits = name.endsWith("*") ? name.substring(0, name.length() - 1) : name;
        return digits.isEmpty() || digits.startsWith("+") ? digits : "+" + digits;
    }
}
