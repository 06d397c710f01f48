package org.trunkline.rating.internal;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;

/** When rates begin or cease to be valid: an instant, or a day of the deck's timezone, which means its beginning. */
final class Deadline {
    static final String RULE =
            "A date such as 2026-12-31, or a date and time with an offset such as 2026-12-31T22:00:00Z";

    private final LocalDate day;
    private final Instant instant;

    private Deadline(LocalDate day, Instant instant) {
        this.day = day;
        this.instant = instant;
    }

    /** @throws IllegalArgumentException if it cannot be read; {@link #RULE} says what can */
    static Deadline parse(String text) {
        try {
            return text.indexOf('T') < 0
                    ? new Deadline(LocalDate.parse(text), null)
                    : new Deadline(null, OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    Instant at(ZoneId zone) {
        return day == null ? instant : day.atStartOfDay(zone).toInstant();
    }

    boolean isReached(Asked asked) {
        return day == null
                ? !asked.at().isBefore(instant)
                : !asked.local().toLocalDate().isBefore(day);
    }
}
