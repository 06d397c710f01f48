package org.trunkline.ledger.rest.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.trunkline.kernel.GregorianTime;
import org.trunkline.kernel.InvalidException;
import org.trunkline.rest.RestRequest;

/** {@code created_from} and {@code created_to}: Gregorian seconds, at most 31 days and an hour apart (crossbar-api §1.5). */
record Range(Instant from, Instant to) {
    private static final Duration LONGEST = Duration.ofDays(31).plusHours(1);

    static Range of(RestRequest request, Instant now) {
        Optional<Instant> from = time(request, "created_from");
        // what was posted within this second belongs to the default range
        Instant to = time(request, "created_to").orElse(now.plusSeconds(1));
        Range range = new Range(from.orElse(to.minus(LONGEST)), to);
        if (range.from.isAfter(range.to)) {
            throw new InvalidException("created_from", "date_range", "created_from is after created_to");
        }
        if (Duration.between(range.from, range.to).compareTo(LONGEST.plusSeconds(1)) > 0) {
            throw new InvalidException(
                    "created_from",
                    "date_range",
                    "created_from and created_to must be at most " + LONGEST.toSeconds() + " seconds apart");
        }
        return range;
    }

    private static Optional<Instant> time(RestRequest request, String name) {
        return request.value(name).map(text -> {
            if (!text.matches("[0-9]{1,12}")) {
                throw new InvalidException(name, "type", "Value did not match type(s): integer");
            }
            return GregorianTime.toInstant(Long.parseLong(text));
        });
    }
}
