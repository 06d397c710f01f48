package org.trunkline.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.trunkline.kernel.FieldError;
import org.trunkline.kernel.InvalidException;

/**
 * Checks the fields of one document and collects everything that is wrong, in the words of crossbar-api §1.4. Reading a
 * field coerces as the wire does ("5" is accepted for 5, "true" for true) and writes the coerced value back. Fields are
 * named by dotted path. A JSON null counts as absent.
 */
public final class Checks {
    /** How long a document may be when it is written: a note with a picture in it, and not what fills a memory. */
    public static final int DOCUMENT_LENGTH_MAX = 262_144;

    private final ObjectNode document;
    private final List<FieldError> errors = new ArrayList<>();

    public Checks(ObjectNode document) {
        this.document = document;
    }

    public Checks require(String... fields) {
        for (String field : fields) {
            if (at(field).isEmpty()) {
                errors.add(FieldError.required(field));
            }
        }
        return this;
    }

    /** Checks how many characters the whole document has when it is written. */
    public Checks size(int lengthMax) {
        if (Json.write(document).length() > lengthMax) {
            add("data", "maxSize", "A document must not be more than " + lengthMax + " characters", lengthMax, null);
        }
        return this;
    }

    /** @param lengthMax in UTF-16 units, as a column of the database counts: an emoji is two */
    public Optional<String> string(String field, int lengthMin, int lengthMax) {
        Optional<JsonNode> node = at(field);
        if (node.isEmpty()) {
            return Optional.empty();
        }
        if (!node.get().isTextual()) {
            return wrongType(field, "string", node.get());
        }
        String value = node.get().textValue();
        if (value.codePointCount(0, value.length()) < lengthMin) {
            add(field, "minLength", "String must be at least " + lengthMin + " characters", lengthMin, value);
        } else if (value.length() > lengthMax) {
            add(field, "maxLength", "String must not be more than " + lengthMax + " characters", lengthMax, value);
        } else {
            return Optional.of(value);
        }
        return Optional.empty();
    }

    public Optional<String> string(String field, int lengthMin, int lengthMax, Pattern form) {
        Optional<String> value = string(field, lengthMin, lengthMax);
        if (value.isPresent() && !form.matcher(value.get()).matches()) {
            add(field, "pattern", "Failed to match pattern '" + form.pattern() + "'", form.pattern(), value.get());
            return Optional.empty();
        }
        return value;
    }

    public Optional<String> oneOf(String field, List<String> allowed) {
        Optional<JsonNode> node = at(field);
        if (node.isEmpty()) {
            return Optional.empty();
        }
        if (!node.get().isTextual()) {
            return wrongType(field, "string", node.get());
        }
        if (!allowed.contains(node.get().textValue())) {
            add(field, "enum", "Value not found in enumerated list of values", allowed, node.get());
            return Optional.empty();
        }
        return Optional.of(node.get().textValue());
    }

    public Optional<Boolean> bool(String field) {
        Optional<JsonNode> node = at(field);
        if (node.isEmpty()) {
            return Optional.empty();
        }
        if (node.get().isBoolean()) {
            return Optional.of(node.get().booleanValue());
        }
        if (node.get().isTextual()
                && Set.of("true", "false").contains(node.get().textValue())) {
            boolean value = Boolean.parseBoolean(node.get().textValue());
            put(field, Json.nodes().booleanNode(value));
            return Optional.of(value);
        }
        return wrongType(field, "boolean", node.get());
    }

    public Optional<Long> integer(String field, long min, long max) {
        Optional<BigDecimal> number = number(field, "integer");
        if (number.isEmpty()) {
            return Optional.empty();
        }
        BigDecimal value = number.get();
        // magnitude first: 1e999999999 must not become as many digits
        if (value.precision() - (long) value.scale() > 19) {
            return value.signum() < 0 ? below(field, min, value) : above(field, max, value);
        }
        if (value.stripTrailingZeros().scale() > 0) {
            return wrongType(field, "integer", Json.number(value));
        }
        if (value.compareTo(BigDecimal.valueOf(min)) < 0) {
            return below(field, min, value);
        }
        if (value.compareTo(BigDecimal.valueOf(max)) > 0) {
            return above(field, max, value);
        }
        put(field, Json.nodes().numberNode(value.longValueExact()));
        return Optional.of(value.longValueExact());
    }

    /** Returns the number with all its digits. */
    public Optional<BigDecimal> decimal(String field) {
        return number(field, "number");
    }

    public Optional<ObjectNode> object(String field) {
        Optional<JsonNode> node = at(field);
        if (node.isEmpty()) {
            return Optional.empty();
        }
        return node.get() instanceof ObjectNode object ? Optional.of(object) : wrongType(field, "object", node.get());
    }

    /** Returns the strings of a list; empty when the field is absent or anything in it is wrong. */
    public Optional<List<String>> strings(String field, int sizeMax, int lengthMax) {
        Optional<JsonNode> node = at(field);
        if (node.isEmpty()) {
            return Optional.empty();
        }
        if (!node.get().isArray()) {
            return wrongType(field, "array", node.get());
        }
        if (node.get().size() > sizeMax) {
            add(field, "maxItems", "The list is more than " + sizeMax + " items", sizeMax, null);
            return Optional.empty();
        }
        List<String> values = new ArrayList<>();
        for (int i = 0; i < node.get().size(); i++) {
            JsonNode item = node.get().get(i);
            if (!item.isTextual()) {
                return wrongType(field + "." + i, "string", item);
            }
            if (item.textValue().length() > lengthMax) {
                add(
                        field + "." + i,
                        "maxLength",
                        "String must not be more than " + lengthMax + " characters",
                        lengthMax,
                        null);
                return Optional.empty();
            }
            values.add(item.textValue());
        }
        return Optional.of(List.copyOf(values));
    }

    public Checks add(FieldError error) {
        errors.add(error);
        return this;
    }

    /** Adds the errors of a conversion that throws them, such as {@code Money.toMicros}. */
    public <T> Optional<T> convert(java.util.function.Supplier<T> conversion) {
        try {
            return Optional.of(conversion.get());
        } catch (InvalidException e) {
            errors.addAll(e.errors());
            return Optional.empty();
        }
    }

    public List<FieldError> errors() {
        return List.copyOf(errors);
    }

    /** @throws InvalidException with everything that was found */
    public void throwIfAny() {
        if (!errors.isEmpty()) {
            throw new InvalidException(errors);
        }
    }

    private Optional<BigDecimal> number(String field, String type) {
        Optional<JsonNode> node = at(field);
        if (node.isEmpty()) {
            return Optional.empty();
        }
        if (node.get().isNumber()) {
            return Optional.of(node.get().decimalValue());
        }
        if (node.get().isTextual() && node.get().textValue().matches("-?[0-9]{1,18}(\\.[0-9]{1,18})?")) {
            BigDecimal value = new BigDecimal(node.get().textValue());
            put(field, Json.number(value));
            return Optional.of(value);
        }
        return wrongType(field, type, node.get());
    }

    private Optional<JsonNode> at(String field) {
        JsonNode node = document;
        if (field.indexOf('.') < 0) {
            // nearly all of them
            node = document.get(field);
        } else {
            for (String key : field.split("\\.")) {
                node = node == null ? null : node.get(key);
            }
        }
        return node == null || node.isNull() ? Optional.empty() : Optional.of(node);
    }

    private void put(String field, JsonNode value) {
        int dot = field.lastIndexOf('.');
        JsonNode parent = dot < 0 ? document : at(field.substring(0, dot)).orElseThrow();
        ((ObjectNode) parent).set(field.substring(dot + 1), value);
    }

    private <T> Optional<T> below(String field, long min, BigDecimal value) {
        add(field, "minimum", "Value must be at least " + min, min, value);
        return Optional.empty();
    }

    private <T> Optional<T> above(String field, long max, BigDecimal value) {
        add(field, "maximum", "Value must be at most " + max, max, value);
        return Optional.empty();
    }

    private <T> Optional<T> wrongType(String field, String type, JsonNode value) {
        add(field, "type", "Value did not match type(s): " + type, type, value);
        return Optional.empty();
    }

    private void add(String field, String rule, String message, Object target, Object value) {
        errors.add(new FieldError(field, rule, message, target, value, null));
    }
}
