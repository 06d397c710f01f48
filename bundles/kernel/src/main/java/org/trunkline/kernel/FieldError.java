package org.trunkline.kernel;

import java.util.Objects;

/**
 * What is wrong with one field, in the words of crossbar-api §1.4 "Validation error format".
 *
 * @param field the dotted path of the field inside {@code data}
 * @param rule the rule that failed: required, type, minLength, maximum, enum, pattern, unique, …
 * @param message a sentence that says what would be right
 * @param target what the rule compares with (a number, a string, a list), or null
 * @param value what was sent, or null
 * @param cause what the value collides with, or null
 */
public record FieldError(String field, String rule, String message, Object target, Object value, Object cause) {
    public FieldError {
        Objects.requireNonNull(field, "field");
        Objects.requireNonNull(rule, "rule");
        Objects.requireNonNull(message, "message");
    }

    public static FieldError of(String field, String rule, String message) {
        return new FieldError(field, rule, message, null, null, null);
    }

    /** Returns this error of a part as one of the whole. @param place the path of the part, without a dot at its end */
    public FieldError below(String place) {
        return new FieldError(place + "." + field, rule, message, target, value, cause);
    }

    public static FieldError required(String field) {
        return of(field, "required", "Field is required but missing");
    }
}
