package org.trunkline.itests;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Whether an answer is what its description says, and has nothing that is not described. */
final class Shape {
    private final Described described;

    Shape(Described described) {
        this.described = described;
    }

    /** Returns what does not fit, by where it stands. */
    List<String> wrong(JsonNode value, JsonNode schema) {
        List<String> wrong = new ArrayList<>();
        check("", value, described.resolved(schema), wrong);
        return wrong;
    }

    private void check(String at, JsonNode value, JsonNode schema, List<String> wrong) {
        if (schema.has("oneOf") || schema.has("anyOf")) {
            choice(at, value, schema.has("oneOf") ? schema.get("oneOf") : schema.get("anyOf"), wrong);
            return;
        }
        if (value.isNull()) {
            if (schema.has("type") && !schema.path("nullable").asBoolean()) {
                wrong.add(at + " is null");
            }
            return;
        }
        String type = schema.has("allOf") ? "object" : schema.path("type").asText("");
        if (!type.isEmpty() && !isOfType(value, type)) {
            wrong.add(at + " is no " + type + ": " + value);
            return;
        }
        if (value.isObject() && (!type.isEmpty() || schema.has("allOf"))) {
            object(at, value, schema, wrong);
        } else if (value.isArray() && schema.has("items")) {
            for (int i = 0; i < value.size(); i++) {
                check(at + "." + i, value.get(i), described.resolved(schema.get("items")), wrong);
            }
        } else if (value.isValueNode()) {
            bounds(at, value, schema, wrong);
        }
    }

    private void choice(String at, JsonNode value, JsonNode choices, List<String> wrong) {
        List<String> first = null;
        for (JsonNode each : choices) {
            List<String> found = new ArrayList<>();
            check(at, value, described.resolved(each), found);
            if (found.isEmpty()) {
                return;
            }
            first = first == null ? found : first;
        }
        wrong.addAll(first);
    }

    private void object(String at, JsonNode value, JsonNode schema, List<String> wrong) {
        Map<String, JsonNode> properties = described.properties(schema);
        described.required(schema).stream()
                .filter(name -> !value.has(name))
                .forEach(name -> wrong.add(at + "." + name + " is missing"));
        value.properties().forEach(each -> {
            String name = at + "." + each.getKey();
            JsonNode property = properties.get(each.getKey());
            if (property != null) {
                check(name, each.getValue(), property, wrong);
            } else if (schema.path("additionalProperties").isObject()) {
                check(name, each.getValue(), described.resolved(schema.get("additionalProperties")), wrong);
            } else if (!described.isOpen(schema)) {
                wrong.add(name + " is not described");
            }
        });
    }

    private static void bounds(String at, JsonNode value, JsonNode schema, List<String> wrong) {
        if (schema.has("enum")) {
            boolean known = false;
            for (JsonNode each : schema.get("enum")) {
                known |= each.equals(value);
            }
            if (!known) {
                wrong.add(at + " is none of " + schema.get("enum") + ": " + value);
            }
        }
        if (value.isTextual()) {
            int length = value.textValue().length();
            if (length > schema.path("maxLength").asInt(Integer.MAX_VALUE)
                    || length < schema.path("minLength").asInt(0)
                    || schema.has("pattern")
                            && !Pattern.compile(schema.get("pattern").asText())
                                    .matcher(value.textValue())
                                    .find()) {
                wrong.add(at + " has another form: " + value);
            }
        }
        if (value.isNumber()
                && (schema.has("minimum")
                                && value.decimalValue()
                                                .compareTo(schema.get("minimum").decimalValue())
                                        < 0
                        || schema.has("maximum")
                                && value.decimalValue()
                                                .compareTo(schema.get("maximum").decimalValue())
                                        > 0)) {
            wrong.add(at + " is out of bounds: " + value);
        }
    }

    private static boolean isOfType(JsonNode value, String type) {
        return switch (type) {
            case "object" -> value.isObject();
            case "array" -> value.isArray();
            case "string" -> value.isTextual();
            case "boolean" -> value.isBoolean();
            case "integer" -> value.isIntegralNumber();
            case "number" -> value.isNumber();
            default -> throw new IllegalStateException(type);
        };
    }
}
