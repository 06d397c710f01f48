package org.trunkline.itests;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;

/** Bodies that are right as far as the description says: each field that is required, and no other. */
final class Bodies {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String CREDIT = "{\"amount\":5,\"source\":{\"service\":\"payments\",\"id\":\"again\"},"
            + "\"usage\":{\"type\":\"credit\",\"quantity\":1,\"unit\":\"USD\"}}";

    private static final String LOGIN = "{\"credentials\":\"0\",\"account_name\":\"none\"}";
    private static final String RESET = "{\"action\":\"reset_signature_secret\"}";
    private static final String TASK =
            "{\"category\":\"rates\",\"action\":\"import\",\"records\":[{\"prefix\":\"4930\",\"rate_cost\":\"0.01\"}]}";

    private static final String NUMBERS = "{\"numbers\":[\"+14155550188\"]}";

    /** What means something that a schema does not say. */
    private static final Map<String, String> GIVEN = Map.ofEntries(
            Map.entry("PUT accounts/{account}/ledgers/credit", CREDIT),
            Map.entry("PUT accounts/{account}/ledgers/debit", CREDIT),
            Map.entry("PUT accounts/{account}/ledgers/grant", "{\"amount\":5}"),
            Map.entry("PUT exchange_rates", "{\"from\":\"EUR\",\"to\":\"USD\",\"rate\":1.1}"),
            Map.entry(
                    "PUT user_auth/recovery",
                    "{\"username\":\"admin\",\"account_name\":\"none\",\"ui_url\":\"http://localhost/reset\"}"),
            Map.entry("PUT accounts/{account}/callflows", "{\"numbers\":[\"7002\"]}"),
            Map.entry("POST accounts/{account}/callflows/{callflow}", "{\"numbers\":[\"7001\"]}"),
            Map.entry("PUT accounts/{account}/phone_numbers/collection", NUMBERS),
            Map.entry("POST accounts/{account}/phone_numbers/collection", NUMBERS),
            Map.entry("PATCH accounts/{account}/phone_numbers/collection", NUMBERS),
            Map.entry("PUT accounts/{account}/phone_numbers/collection/activate", NUMBERS),
            Map.entry("PUT user_auth", LOGIN),
            Map.entry("PUT multi_factor/qrcode", LOGIN),
            Map.entry("PUT tasks", TASK),
            Map.entry("PUT accounts/{account}/tasks", TASK),
            Map.entry("PUT accounts/{account}/auth", RESET),
            Map.entry("PUT accounts/{account}/users/{user}/auth", RESET),
            Map.entry("PUT accounts/{account}/users/{user}/user_auth", "{\"action\":\"impersonate_user\"}"));

    private final Described described;

    Bodies(Described described) {
        this.described = described;
    }

    /** Returns the data of a request; empty where the operation takes none. */
    Optional<ObjectNode> of(Described.Operation operation) {
        if (GIVEN.containsKey(operation.name())) {
            return Optional.of(parsed(GIVEN.get(operation.name())));
        }
        return described
                .data(operation)
                .map(this::sample)
                .filter(JsonNode::isObject)
                .map(ObjectNode.class::cast);
    }

    private static ObjectNode parsed(String text) {
        try {
            return (ObjectNode) JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private JsonNode sample(JsonNode schema) {
        if (schema.has("enum")) {
            return schema.get("enum").get(0);
        }
        if (schema.has("oneOf") || schema.has("anyOf")) {
            return sample(described.resolved(
                    schema.path("oneOf").path(0).isMissingNode() ? schema.at("/anyOf/0") : schema.at("/oneOf/0")));
        }
        return switch (schema.path("type").asText("object")) {
            case "string" -> NODES.textNode(text(schema));
            case "integer", "number" ->
                NODES.numberNode(Math.max(1, schema.path("minimum").asLong(1)));
            case "boolean" -> NODES.booleanNode(true);
            case "array" -> NODES.arrayNode();
            default -> object(schema);
        };
    }

    private ObjectNode object(JsonNode schema) {
        ObjectNode object = NODES.objectNode();
        Map<String, JsonNode> properties = described.properties(schema);
        described.required(schema).forEach(name -> object.set(name, sample(properties.get(name))));
        return object;
    }

    private static String text(JsonNode schema) {
        return "a".repeat(Math.max(4, schema.path("minLength").asInt(1)));
    }

    /** Puts a value at a dotted path, with the objects that lead there. */
    static ObjectNode with(ObjectNode body, String path, JsonNode value) {
        ObjectNode whole = body.deepCopy();
        ObjectNode at = whole;
        String[] keys = path.split("\\.");
        for (int i = 0; i < keys.length - 1; i++) {
            at = at.get(keys[i]) instanceof ObjectNode known ? known : at.putObject(keys[i]);
        }
        at.set(keys[keys.length - 1], value);
        return whole;
    }
}
