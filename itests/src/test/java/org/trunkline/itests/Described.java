package org.trunkline.itests;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.StreamSupport;

/** {@code /v2/openapi.json} of a running distribution, as a client reads it. */
final class Described {
    private static final String JSON = "application/json";

    /** One verb of one path. */
    record Operation(String verb, String path, JsonNode json) {
        String name() {
            return verb + " " + path.substring(1);
        }

        List<String> parameters() {
            List<String> names = new ArrayList<>();
            for (String segment : path.split("/")) {
                if (segment.startsWith("{")) {
                    names.add(segment.substring(1, segment.length() - 1));
                }
            }
            return names;
        }

        /** Returns whether its path is the other one, or has a parameter where that has a word. */
        boolean leadsTo(String other) {
            String[] own = path.split("/");
            String[] words = other.split("/");
            boolean leads = own.length == words.length;
            for (int i = 0; leads && i < own.length; i++) {
                leads = own[i].equals(words[i]) || own[i].startsWith("{");
            }
            return leads;
        }

        /** Returns the path with the values of its parameters. */
        String at(Map<String, String> values) {
            String filled = path;
            for (String name : parameters()) {
                filled = filled.replace("{" + name + "}", values.getOrDefault(name, "f".repeat(32)));
            }
            return "/v2" + filled;
        }

        boolean takesJson() {
            return json.at("/requestBody/content").has(JSON);
        }

        boolean answersJson() {
            JsonNode content = done().path("content");
            return content.has(JSON) && !content.path(JSON).path("schema").has("format");
        }

        private JsonNode done() {
            return json.path("responses").path(status());
        }

        String status() {
            return json.path("responses").fieldNames().next();
        }
    }

    private final JsonNode document;

    Described(JsonNode document) {
        this.document = document;
    }

    List<Operation> operations() {
        List<Operation> all = new ArrayList<>();
        document.path("paths").properties().forEach(path -> path.getValue()
                .properties()
                .forEach(verb -> all.add(
                        new Operation(verb.getKey().toUpperCase(Locale.ROOT), path.getKey(), verb.getValue()))));
        return all;
    }

    /** Returns the whole schema of the answer, the envelope included. */
    JsonNode answer(Operation operation) {
        return operation.done().path("content").path(JSON).path("schema");
    }

    /** Returns the schema of {@code data} in the request; empty where nothing is said about it. */
    Optional<JsonNode> data(Operation operation) {
        JsonNode schema = operation.json().at("/requestBody/content").path(JSON).path("schema");
        JsonNode own = schema.path("allOf").path(1).path("properties").path("data");
        return own.isMissingNode() ? Optional.empty() : Optional.of(resolved(own));
    }

    JsonNode resolved(JsonNode schema) {
        JsonNode found = schema;
        while (found.has("$ref")) {
            found = document.at(found.get("$ref").asText().substring(1));
        }
        return found;
    }

    /** Returns the properties of a schema, those of its parts included. */
    Map<String, JsonNode> properties(JsonNode schema) {
        Map<String, JsonNode> all = new LinkedHashMap<>();
        JsonNode whole = resolved(schema);
        whole.path("properties").properties().forEach(each -> all.put(each.getKey(), resolved(each.getValue())));
        whole.path("allOf").forEach(part -> all.putAll(properties(part)));
        return all;
    }

    Set<String> required(JsonNode schema) {
        Set<String> all = new LinkedHashSet<>();
        JsonNode whole = resolved(schema);
        whole.path("required").forEach(name -> all.add(name.asText()));
        whole.path("allOf").forEach(part -> all.addAll(required(part)));
        return all;
    }

    /** Returns whether objects of this schema may have properties that it does not name. */
    boolean isOpen(JsonNode schema) {
        JsonNode whole = resolved(schema);
        JsonNode more = whole.path("additionalProperties");
        return more.isObject()
                || more.asBoolean(false)
                || StreamSupport.stream(whole.path("allOf").spliterator(), false)
                        .anyMatch(this::isOpen);
    }

    /** Visits every field that a schema names, by its dotted path; lists and names that are free are not gone into. */
    void fields(JsonNode schema, BiConsumer<String, JsonNode> visitor) {
        fields("", schema, visitor);
    }

    private void fields(String prefix, JsonNode schema, BiConsumer<String, JsonNode> visitor) {
        properties(schema).forEach((name, property) -> {
            visitor.accept(prefix + name, property);
            fields(prefix + name + ".", property, visitor);
        });
    }
}
