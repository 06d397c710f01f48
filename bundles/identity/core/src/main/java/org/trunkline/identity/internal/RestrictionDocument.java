package org.trunkline.identity.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.trunkline.json.Checks;
import org.trunkline.json.Json;
import org.trunkline.kernel.FieldError;
import org.trunkline.kernel.InvalidException;

/** What is wrong with a document of restrictions. A rule that would never count is an error: it would lie to its reader. */
final class RestrictionDocument {
    private static final Set<String> METHODS = Set.of(Tokens.BY_PASSWORD, Tokens.BY_API_KEY, RestrictionRules.ANY);
    private static final Set<String> LEVELS = Set.of("admin", "user", RestrictionRules.ANY);
    private static final Set<String> VERBS =
            Set.of("GET", "HEAD", "PUT", "POST", "PATCH", "DELETE", RestrictionRules.ANY);
    private static final int ACCOUNTS_MAX = 1_000;
    private static final int WORD_LENGTH_MAX = 128;

    private final Checks checks;

    private RestrictionDocument(ObjectNode document) {
        checks = new Checks(document);
    }

    /**
     * Returns the public keys of what was sent.
     *
     * @throws InvalidException with every field that is wrong
     */
    static ObjectNode valid(ObjectNode sent) {
        ObjectNode document = Json.publicKeys(sent);
        document.remove("id");
        new RestrictionDocument(document).check(document);
        return document;
    }

    private void check(ObjectNode document) {
        checks.size(Checks.DOCUMENT_LENGTH_MAX).require(RestrictionRules.RESTRICTIONS);
        checks.object(RestrictionRules.RESTRICTIONS).ifPresent(methods -> methods.properties()
                .forEach(method -> method(RestrictionRules.RESTRICTIONS + "." + method.getKey(), method)));
        checks.throwIfAny();
    }

    private void method(String field, Map.Entry<String, JsonNode> method) {
        key(field, method.getKey(), METHODS);
        for (Map.Entry<String, JsonNode> level : object(field, method.getValue())) {
            String levelField = field + "." + level.getKey();
            key(levelField, level.getKey(), LEVELS);
            for (Map.Entry<String, JsonNode> endpoint : object(levelField, level.getValue())) {
                entries(levelField + "." + endpoint.getKey(), endpoint.getValue());
            }
        }
    }

    private void entries(String field, JsonNode entries) {
        int i = 0;
        for (JsonNode entry : list(field, entries)) {
            String at = field + "." + i++;
            object(at, entry);
            JsonNode accounts = entry.path(RestrictionRules.ACCOUNTS);
            if (!accounts.isMissingNode()) {
                words(at + "." + RestrictionRules.ACCOUNTS, accounts);
            }
            String rules = at + "." + RestrictionRules.RULES;
            if (entry.isObject() && !entry.has(RestrictionRules.RULES)) {
                checks.add(FieldError.required(rules));
            }
            for (Map.Entry<String, JsonNode> rule : object(rules, entry.path(RestrictionRules.RULES))) {
                verbs(rules + "." + rule.getKey(), rule.getValue());
            }
        }
    }

    private void verbs(String field, JsonNode verbs) {
        for (JsonNode verb : words(field, verbs)) {
            if (verb.isTextual() && !VERBS.contains(verb.textValue().toUpperCase(Locale.ROOT))) {
                notOneOf(field, verb.textValue(), VERBS);
            }
        }
    }

    private Iterable<JsonNode> words(String field, JsonNode words) {
        for (JsonNode word : list(field, words)) {
            if (!word.isTextual()) {
                wrongType(field, "string", word);
            } else if (word.textValue().length() > WORD_LENGTH_MAX) {
                String message = "String must not be more than " + WORD_LENGTH_MAX + " characters";
                checks.add(new FieldError(field, "maxLength", message, WORD_LENGTH_MAX, null, null));
            }
        }
        return words;
    }

    private Iterable<JsonNode> list(String field, JsonNode node) {
        if (!node.isArray()) {
            wrongType(field, "array", node);
            return List.of();
        }
        if (node.size() > ACCOUNTS_MAX) {
            String message = "The list is more than " + ACCOUNTS_MAX + " items";
            checks.add(new FieldError(field, "maxItems", message, ACCOUNTS_MAX, null, null));
            return List.of();
        }
        return node;
    }

    private Set<Map.Entry<String, JsonNode>> object(String field, JsonNode node) {
        if (node.isMissingNode()) {
            return Set.of();
        }
        if (!node.isObject()) {
            wrongType(field, "object", node);
        }
        return node.properties();
    }

    private void key(String field, String key, Set<String> allowed) {
        if (!allowed.contains(key)) {
            notOneOf(field, key, allowed);
        }
    }

    private void notOneOf(String field, String value, Set<String> allowed) {
        List<String> sorted = allowed.stream().sorted().toList();
        String message = "Value not found in enumerated list of values: " + String.join(", ", sorted);
        checks.add(new FieldError(field, "enum", message, sorted, value, null));
    }

    private void wrongType(String field, String type, JsonNode value) {
        checks.add(new FieldError(field, "type", "Value did not match type(s): " + type, type, value, null));
    }
}
