package org.trunkline.limits.rest.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.trunkline.kernel.FieldError;
import org.trunkline.kernel.GregorianTime;
import org.trunkline.kernel.InvalidException;
import org.trunkline.rest.RestRequest;

/**
 * From when to when calls are wanted.
 *
 * @param to exclusive; the wire's {@code created_to} is the last second that belongs to the range
 */
record CdrRange(Instant from, Instant to) {
    private static final Duration LONGEST = Duration.ofDays(31).plusHours(1);

    /** Reads Gregorian seconds, at most 31 days and an hour apart; that long up to now by default (crossbar-api §1.5). */
    static CdrRange of(RestRequest request, Instant now) {
        long to = seconds(request, "created_to", GregorianTime.of(now));
        long from = seconds(request, "created_from", to - LONGEST.toSeconds());
        if (from > to) {
            throw invalid("created_from must not be after created_to", from);
        }
        if (to - from > LONGEST.toSeconds()) {
            throw invalid(
                    "created_from and created_to must be at most " + LONGEST.toSeconds() + " seconds apart", from);
        }
        return new CdrRange(GregorianTime.toInstant(from), GregorianTime.toInstant(to + 1));
    }

    private static long seconds(RestRequest request, String name, long otherwise) {
        String text = request.value(name).orElse(Long.toString(otherwise));
        if (!text.matches("[0-9]{1,12}")) {
            throw new InvalidException(name, "type", "Value did not match type(s): integer");
        }
        return Long.parseLong(text);
    }

    private static InvalidException invalid(String message, long from) {
        return new InvalidException(List.of(new FieldError("created_from", "date_range", message, null, null, from)));
    }
}
