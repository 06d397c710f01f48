package org.trunkline.rest.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.trunkline.json.Json;
import org.trunkline.kernel.FieldError;
import org.trunkline.kernel.InvalidException;

/**
 * Refuses what JSON can say and what could not be kept or read again: numbers that written out are longer than what we
 * read, such as 1e400, the character U+0000, which PostgreSQL has not, and halves of surrogate pairs, which are no text.
 */
final class Storable {
    private static final int ERRORS_MAX = 20;
    private static final String DATA = "data";

    private final List<FieldError> errors = new ArrayList<>();

    private Storable() {}

    /** @throws InvalidException that names the fields inside {@code data} as all others do */
    static void require(ObjectNode root) {
        Storable check = new Storable();
        check.fields(root, "");
        if (!check.errors.isEmpty()) {
            throw new InvalidException(check.errors);
        }
    }

    private void fields(ObjectNode object, String prefix) {
        object.properties().forEach(field -> {
            String name = legible(field.getKey());
            if (!name.equals(field.getKey())) {
                add(prefix + name, "The name of a field");
            }
            boolean isData = prefix.isEmpty() && name.equals(DATA);
            if (isData && field.getValue() instanceof ObjectNode data) {
                fields(data, "");
            } else {
                value(field.getValue(), prefix + name);
            }
        });
    }

    private void value(JsonNode value, String path) {
        if (value instanceof ObjectNode object) {
            fields(object, path + ".");
        } else if (value instanceof ArrayNode list) {
            for (int i = 0; i < list.size(); i++) {
                value(list.get(i), path + "." + i);
            }
        } else if (value.isTextual() && !legible(value.textValue()).equals(value.textValue())) {
            add(path, "Text");
        } else if (value.isBigDecimal() && lengthWritten(value.decimalValue()) > Json.NUMBER_LENGTH_MAX) {
            String message = "A number may have at most " + Json.NUMBER_LENGTH_MAX + " characters when written out";
            add(new FieldError(path, "invalid", message, Json.NUMBER_LENGTH_MAX, null, null));
        }
    }

    private void add(String path, String what) {
        String message = what + " must not contain the character U+0000 or half of a surrogate pair";
        add(new FieldError(path, "invalid", message, null, null, null));
    }

    private void add(FieldError error) {
        if (errors.size() < ERRORS_MAX) {
            errors.add(error);
        }
    }

    /** Counts without writing: 1e999999999 would take a gigabyte. */
    private static long lengthWritten(BigDecimal number) {
        long digits = number.precision();
        long scale = number.scale();
        long signs = (number.signum() < 0 ? 1 : 0) + (scale > 0 ? 1 : 0);
        return signs + (scale <= 0 ? digits - scale : Math.max(digits, scale + 1));
    }

    /** Returns the text with a replacement character for each one that is refused. */
    private static String legible(String text) {
        int[] characters = text.codePoints()
                .map(c -> c == 0 || c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE ? 0xFFFD : c)
                .toArray();
        return new String(characters, 0, characters.length);
    }
}
