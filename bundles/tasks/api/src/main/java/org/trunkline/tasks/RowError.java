package org.trunkline.tasks;

import java.util.Objects;

/**
 * Why a row was not done.
 *
 * @param line the line of the file, the header being line 1; 0 when the failure is of no line
 * @param field the column; empty when the failure is of no column
 */
public record RowError(long line, String field, String message) {
    public RowError {
        Objects.requireNonNull(field, "field");
        Objects.requireNonNull(message, "message");
    }
}
