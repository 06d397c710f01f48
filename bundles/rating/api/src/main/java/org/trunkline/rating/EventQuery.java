package org.trunkline.rating;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * What the rate of an event is asked for.
 *
 * @param service what it is: {@code sms}, {@code mms}, {@code transcription}, {@code data}, {@code cnam}, …; as in the field
 *     {@code rate_service} of rates
 * @param digits the number that decides, E.164 without {@code +}; empty for an event without one
 * @param at when it happens, for rates that depend on time; empty for now
 */
public record EventQuery(String service, Optional<String> digits, Optional<Instant> at) {
    public EventQuery {
        if (service.isEmpty()) {
            throw new IllegalArgumentException("an event has a service");
        }
        Objects.requireNonNull(digits, "digits");
        Objects.requireNonNull(at, "at");
    }
}
