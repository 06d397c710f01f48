package org.trunkline.routing.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.trunkline.json.Checks;
import org.trunkline.json.Json;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.FieldError;
import org.trunkline.kernel.Ids;
import org.trunkline.routing.Callflow;
import org.trunkline.routing.CarrierStrategy;
import org.trunkline.routing.spi.CallflowKey;

/** What documents of callflows must look like (crossbar-numbers N5), and what that of {@code no_match} says. */
final class CallflowDocument {
    private static final int NUMBERS_MAX = 500;
    private static final int NUMBER_LENGTH_MAX = 36;
    private static final int PATTERNS_MAX = 100;
    private static final int MODULE_LENGTH_MAX = 64;
    private static final String HUNT_ACCOUNT = "hunt_account_id";

    /** What the wire adds to answers; clients send it back. */
    private static final Set<String> COMPUTED = Set.of("id", "metadata");

    private CallflowDocument() {}

    /**
     * Returns the document as it is kept.
     *
     * @param normal makes the one form of a number
     * @throws org.trunkline.kernel.InvalidException with every field that is wrong
     */
    static ObjectNode read(ObjectNode sent, UnaryOperator<String> normal, Set<AccountId> chain) {
        ObjectNode document = Json.publicKeys(sent);
        document.remove(COMPUTED);
        Checks checks = new Checks(document);
        boolean numbered = texts(checks, document, Callflow.NUMBERS, NUMBERS_MAX, NUMBER_LENGTH_MAX, normal);
        boolean patterned = texts(
                checks,
                document,
                Callflow.PATTERNS,
                PATTERNS_MAX,
                CallflowKey.TEXT_LENGTH_MAX,
                UnaryOperator.identity());
        if (!numbered && !patterned && checks.errors().isEmpty()) {
            String missing = "Callflows must be assigned at least one number or pattern";
            checks.add(FieldError.of(Callflow.NUMBERS, "required", missing));
        }
        document.path(Callflow.PATTERNS).forEach(pattern -> compile(checks, pattern.asText()));
        flow(checks, document);
        if (isNoMatch(document)) {
            checks.require(Callflow.FLOW);
            hunted(document.path(Callflow.FLOW))
                    .filter(id -> !chain.contains(id))
                    .ifPresent(id -> checks.add(new FieldError(
                            "flow.data." + HUNT_ACCOUNT,
                            "invalid",
                            "Carriers must belong to the account or to one above it",
                            null,
                            id.value(),
                            null)));
        }
        checks.size(Checks.DOCUMENT_LENGTH_MAX).throwIfAny();
        return document;
    }

    /** Whose carriers a callflow for {@code no_match} leads to. */
    static CarrierStrategy strategy(Callflow callflow, Set<AccountId> chain) {
        JsonNode flow = callflow.document().path(Callflow.FLOW);
        return switch (flow.path("module").asText()) {
            case "offnet" -> CarrierStrategy.SYSTEM;
            case "resources" -> {
                AccountId owner = hunted(flow).orElse(callflow.account());
                yield chain.contains(owner) ? CarrierStrategy.of(owner) : CarrierStrategy.NONE;
            }
            default -> CarrierStrategy.NONE;
        };
    }

    private static boolean isNoMatch(ObjectNode document) {
        for (JsonNode number : document.path(Callflow.NUMBERS)) {
            if (number.asText().equals(Callflow.NO_MATCH)) {
                return true;
            }
        }
        return false;
    }

    private static Optional<AccountId> hunted(JsonNode flow) {
        return Optional.ofNullable(flow.path("data").path(HUNT_ACCOUNT).textValue())
                .filter(Ids::isWellFormed)
                .map(AccountId::new);
    }

    /** Returns whether there are any. */
    private static boolean texts(
            Checks checks,
            ObjectNode document,
            String field,
            int sizeMax,
            int lengthMax,
            UnaryOperator<String> normal) {
        Optional<List<String>> sent = checks.strings(field, sizeMax, lengthMax);
        if (sent.isEmpty()) {
            return false;
        }
        Set<String> kept = new LinkedHashSet<>();
        ArrayNode list = Json.nodes().arrayNode();
        for (int i = 0; i < sent.get().size(); i++) {
            String text = normal.apply(sent.get().get(i));
            if (text.isEmpty()) {
                checks.add(FieldError.of(field + "." + i, "minLength", "String must be at least 1 characters"));
            } else if (!kept.add(text)) {
                checks.add(FieldError.of(field, "uniqueItems", "List of items is not unique"));
            }
            list.add(text);
        }
        document.set(field, list);
        return !kept.isEmpty();
    }

    private static void compile(Checks checks, String pattern) {
        try {
            Pattern.compile(pattern);
        } catch (PatternSyntaxException e) {
            checks.add(new FieldError(
                    Callflow.PATTERNS, "wrong_format", "Field is not in the correct format", null, pattern, null));
        }
    }

    private static void flow(Checks checks, ObjectNode document) {
        JsonNode flow = document.path(Callflow.FLOW);
        if (flow.isMissingNode() || flow.isNull()) {
            return;
        }
        node(checks, Callflow.FLOW, flow);
    }

    /** JSON is not deeper than 64 levels, and so neither is this. */
    private static void node(Checks checks, String path, JsonNode node) {
        if (!(node instanceof ObjectNode flow)) {
            checks.add(FieldError.of(path, "type", "Value did not match type(s): object"));
            return;
        }
        Checks own = new Checks(flow).require("module");
        own.string("module", 1, MODULE_LENGTH_MAX);
        Optional<ObjectNode> data = own.object("data");
        Optional<ObjectNode> children = own.object("children");
        own.errors().forEach(error -> checks.add(error.below(path)));
        if (own.errors().isEmpty()) {
            // clients look into both without asking whether they are there
            data.ifPresentOrElse(known -> {}, () -> flow.putObject("data"));
            for (Map.Entry<String, JsonNode> child :
                    children.orElseGet(() -> flow.putObject("children")).properties()) {
                node(checks, path + ".children." + child.getKey(), child.getValue());
            }
        }
    }
}
