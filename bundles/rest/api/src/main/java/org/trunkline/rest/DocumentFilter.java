package org.trunkline.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.trunkline.json.Json;

/**
 * The filters of a query string over a whole document (crossbar-api §1.6): all must hold, values are compared as text. A
 * list equals the text of its joined elements (§7.5), and each of its elements. A filter that cannot be read lets no
 * document through.
 */
public final class DocumentFilter implements Predicate<ObjectNode> {
    private static final String EQUAL = "filter_";
    private static final String NOT_EQUAL = "filter_not_";
    private static final Set<String> BY_NAME = Set.of(
            "has_key",
            "key_missing",
            "has_value",
            "value_missing",
            "missing_value",
            "created_from",
            "created_to",
            "modified_from",
            "modified_to");

    private final List<Predicate<ObjectNode>> parts;

    private DocumentFilter(List<Predicate<ObjectNode>> parts) {
        this.parts = parts;
    }

    /** Reads the filters among the parameters of a query; of a repeated parameter the first value counts. */
    public static DocumentFilter of(Map<String, List<String>> query) {
        Map<String, List<String>> sorted = new TreeMap<>(query);
        return new DocumentFilter(sorted.entrySet().stream()
                .filter(each -> isFilter(each.getKey()) && !each.getValue().isEmpty())
                .map(each -> part(each.getKey(), each.getValue().get(0)))
                .toList());
    }

    /** Returns whether there is no filter, so that every document passes. */
    public boolean isEmpty() {
        return parts.isEmpty();
    }

    @Override
    public boolean test(ObjectNode document) {
        return parts.stream().allMatch(part -> part.test(document));
    }

    private static boolean isFilter(String name) {
        return BY_NAME.contains(name) || name.startsWith(EQUAL);
    }

    private static Predicate<ObjectNode> part(String name, String value) {
        if (name.startsWith(NOT_EQUAL)) {
            Predicate<ObjectNode> equal = equal(name.substring(NOT_EQUAL.length()), value);
            return equal.negate();
        }
        if (name.startsWith(EQUAL)) {
            return equal(name.substring(EQUAL.length()), value);
        }
        return switch (name) {
            case "has_key" -> document -> !isMissing(at(document, value));
            case "key_missing" -> document -> isMissing(at(document, value));
            case "has_value" -> document -> !isBlank(at(document, value));
            case "value_missing", "missing_value" -> document -> isBlank(at(document, value));
            default -> within(name.substring(0, name.indexOf('_')), name.endsWith("_from"), value);
        };
    }

    private static Predicate<ObjectNode> equal(String key, String value) {
        Set<String> wanted = wanted(value);
        return document -> {
            JsonNode found = at(document, key);
            return wanted.contains(text(found))
                    || found instanceof ArrayNode list
                            && StreamSupport.stream(list.spliterator(), false)
                                    .map(DocumentFilter::text)
                                    .anyMatch(wanted::contains);
        };
    }

    /** One value, or the elements when it is a JSON list. */
    private static Set<String> wanted(String value) {
        if (value.startsWith("[")) {
            try {
                return StreamSupport.stream(Json.parse(value).spliterator(), false)
                        .map(DocumentFilter::text)
                        .collect(Collectors.toSet());
            } catch (IllegalArgumentException noList) {
                return Set.of(value);
            }
        }
        return Set.of(value);
    }

    private static Predicate<ObjectNode> within(String moment, boolean from, String value) {
        if (!value.matches("-?[0-9]{1,18}")) {
            return document -> false;
        }
        BigDecimal bound = new BigDecimal(value);
        return document -> {
            JsonNode found = moment(document, moment);
            if (!found.isNumber()) {
                return false;
            }
            int order = found.decimalValue().compareTo(bound);
            return from ? order >= 0 : order <= 0;
        };
    }

    private static JsonNode moment(ObjectNode document, String name) {
        JsonNode own = document.path(name);
        JsonNode stored = document.path("pvt_" + name);
        return own.isNumber()
                ? own
                : stored.isNumber() ? stored : document.path("_read_only").path(name);
    }

    private static JsonNode at(ObjectNode document, String dotted) {
        JsonNode found = document.path(dotted);
        if (!found.isMissingNode()) {
            return found;
        }
        found = document;
        for (String key : dotted.split("\\.")) {
            found = found.path(key);
        }
        return found;
    }

    private static String text(JsonNode value) {
        if (value instanceof ArrayNode list) {
            return StreamSupport.stream(list.spliterator(), false)
                    .map(DocumentFilter::text)
                    .collect(Collectors.joining());
        }
        return value.isValueNode() && !isMissing(value) ? value.asText() : "\0";
    }

    private static boolean isMissing(JsonNode value) {
        return value.isMissingNode() || value.isNull();
    }

    private static boolean isBlank(JsonNode value) {
        return isMissing(value)
                || value.isTextual() && value.textValue().isEmpty()
                || value.isContainerNode() && value.isEmpty();
    }
}
