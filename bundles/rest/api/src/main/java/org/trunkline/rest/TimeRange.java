package org.trunkline.rest;

import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.trunkline.kernel.FieldError;
import org.trunkline.kernel.GregorianTime;
import org.trunkline.kernel.InvalidException;

/**
 * From when to when the rows of a list are wanted (crossbar-api §1.5).
 *
 * @param to exclusive; the wire's {@code created_to} is the last second that belongs to the range
 */
public record TimeRange(Instant from, Instant to) {
    /** What a list or a sum covers at most, and does when nothing is asked. */
    public static final Duration LONGEST = Duration.ofDays(31).plusHours(1);

    /** Anything was recorded in these years. */
    public static final int YEAR_MIN = 1970;

    public static final int YEAR_MAX = 2200;

    private static final long SECONDS_MIN = GregorianTime.UNIX_OFFSET_SECONDS;
    private static final long SECONDS_MAX = SECONDS_MIN + (YEAR_MAX - YEAR_MIN) * 366L * 24 * 3_600;
    private static final Duration SECOND = Duration.ofSeconds(1);

    /** Reads {@code created_from} and {@code created_to}, at most 31 days and an hour apart; that long up to now by default. */
    public static TimeRange of(RestRequest request, Instant now) {
        return of(request, now, LONGEST);
    }

    /** @param longest how far its ends may be apart */
    public static TimeRange of(RestRequest request, Instant now, Duration longest) {
        long to = seconds(request, "created_to").orElse(GregorianTime.of(now));
        long from = seconds(request, "created_from").orElse(Math.max(SECONDS_MIN, to - LONGEST.toSeconds()));
        if (from > to) {
            throw invalid("created_from must not be after created_to", from);
        }
        if (to - from > longest.toSeconds()) {
            throw invalid(
                    "created_from and created_to must be at most " + longest.toSeconds() + " seconds apart", from);
        }
        return new TimeRange(
                GregorianTime.toInstant(from), GregorianTime.toInstant(to).plus(SECOND));
    }

    /** Returns the month, UTC. */
    public static TimeRange of(YearMonth month) {
        return new TimeRange(start(month), start(month.plusMonths(1)));
    }

    private static Instant start(YearMonth month) {
        return month.atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    private static Optional<Long> seconds(RestRequest request, String name) {
        return request.value(name).map(text -> {
            if (!text.matches("[0-9]{1,12}")) {
                throw new InvalidException(name, "type", "Value did not match type(s): integer");
            }
            long value = Long.parseLong(text);
            if (value < SECONDS_MIN) {
                throw bound(name, "minimum", "Value must be at least " + SECONDS_MIN, SECONDS_MIN, value);
            }
            if (value > SECONDS_MAX) {
                throw bound(name, "maximum", "Value must be at most " + SECONDS_MAX, SECONDS_MAX, value);
            }
            return value;
        });
    }

    private static InvalidException bound(String name, String rule, String message, long target, long value) {
        return new InvalidException(List.of(new FieldError(name, rule, message, target, value, null)));
    }

    private static InvalidException invalid(String message, long from) {
        return new InvalidException(List.of(new FieldError("created_from", "date_range", message, null, null, from)));
    }
}
