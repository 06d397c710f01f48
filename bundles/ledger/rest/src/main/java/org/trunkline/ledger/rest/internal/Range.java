package org.trunkline.ledger.rest.internal;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.trunkline.kernel.FieldError;
import org.trunkline.kernel.GregorianTime;
import org.trunkline.kernel.InvalidException;
import org.trunkline.kernel.NotFoundException;
import org.trunkline.rest.RestRequest;

/**
 * From when to when entries are wanted.
 *
 * @param to exclusive; the wire's {@code created_to} is the last second that belongs to the range
 */
record Range(Instant from, Instant to) {
    /** What a list or a sum covers at most. */
    static final Duration LONGEST = Duration.ofDays(31).plusHours(1);

    /** What a statement covers at most. */
    static final Duration LONGEST_STATEMENT = Duration.ofDays(366).plusHours(1);

    /** Gregorian seconds of the years 1970 to 2200: when something can have been posted. */
    private static final long SECONDS_MIN = GregorianTime.UNIX_OFFSET_SECONDS;

    private static final int YEAR_MIN = 1970;
    private static final int YEAR_MAX = 2200;
    private static final long SECONDS_MAX = SECONDS_MIN + (YEAR_MAX - YEAR_MIN) * 366L * 24 * 3_600;

    private static final Duration SECOND = Duration.ofSeconds(1);

    /** Reads Gregorian seconds, at most 31 days and an hour apart; that long up to now by default (crossbar-api §1.5). */
    static Range of(RestRequest request, Instant now) {
        return of(request, now, LONGEST);
    }

    /** @param longest how far its ends may be apart */
    static Range of(RestRequest request, Instant now, Duration longest) {
        Optional<Long> asked = seconds(request, "created_to");
        long to = asked.orElse(GregorianTime.of(now));
        long from = seconds(request, "created_from").orElse(Math.max(SECONDS_MIN, to - LONGEST.toSeconds()));
        if (from > to) {
            throw invalid("created_from must not be after created_to", from);
        }
        if (to - from > longest.toSeconds()) {
            throw invalid(
                    "created_from and created_to must be at most " + longest.toSeconds() + " seconds apart", from);
        }
        return new Range(
                GregorianTime.toInstant(from), GregorianTime.toInstant(to).plus(SECOND));
    }

    /** Reads {@code YYYYMM}, UTC. */
    static YearMonth month(String text) {
        try {
            if (text.matches("[0-9]{6}")) {
                int year = Integer.parseInt(text.substring(0, 4));
                YearMonth month = YearMonth.of(year, Integer.parseInt(text.substring(4)));
                if (year >= YEAR_MIN && year <= YEAR_MAX) {
                    return month;
                }
            }
        } catch (DateTimeException noSuchMonth) {
            // as any other text that is no month
        }
        throw new NotFoundException(text.length() > 64 ? text.substring(0, 64) : text);
    }

    static Range of(YearMonth month) {
        return new Range(start(month), start(month.plusMonths(1)));
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
