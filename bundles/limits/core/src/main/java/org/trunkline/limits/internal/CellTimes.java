package org.trunkline.limits.internal;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import org.trunkline.kernel.InvalidException;

/** Times in the cells of tasks. */
final class CellTimes {
    private static final Instant FIRST = Instant.parse("2000-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("2200-01-01T00:00:00Z");

    private CellTimes() {}

    /** Returns whether a call can have that time. */
    static boolean isPlausible(Instant time) {
        return time.isAfter(FIRST) && time.isBefore(LAST);
    }

    /** @throws InvalidException if the cell is neither empty nor such a time */
    static Optional<Instant> optional(String field, String text) {
        try {
            Optional<Instant> time = text.isEmpty() ? Optional.empty() : Optional.of(Instant.parse(text));
            if (time.filter(each -> !isPlausible(each)).isEmpty()) {
                return time;
            }
        } catch (DateTimeException e) {
            // told below, like a year that no call can have
        }
        throw new InvalidException(field, "wrong_format", field + " must be a time such as 2026-01-31T10:00:00Z");
    }
}
