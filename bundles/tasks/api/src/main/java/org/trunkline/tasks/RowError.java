package org.trunkline.tasks;

import java.util.Objects;

/**
 * A row of an input that could not be done.
 *
 * @param line the line on which the row begins, the header being line 1; 0 when the whole input is meant
 * @param field the column that is wrong; empty when it is none in particular
 * @param value what stands there; empty where that says nothing
 * @param message what is wrong, and what would be right
 */
public record RowError(long line, String field, String value, String message) {
    public RowError {
        Objects.requireNonNull(field, "field");
        Objects.requireNonNull(value, "value");
        Objects.requireNonNull(message, "message");
    }

    public RowError(long line, String field, String message) {
        this(line, field, "", message);
    }
}
