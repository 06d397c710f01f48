package org.trunkline.rating;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * What a rate is asked for.
 *
 * @param digits the number that decides, E.164 without {@code +}: the dialled one outbound, the called DID inbound
 * @param callerDigits the caller's number, for rates that depend on the origin
 * @param options flags of the call: a rate that has options is only for calls whose flags it has all
 * @param at when the call is authorized, for rates that depend on time; empty for now
 */
public record RateQuery(
        String digits, Direction direction, Optional<String> callerDigits, Set<String> options, Optional<Instant> at) {
    public RateQuery {
        Objects.requireNonNull(digits, "digits");
        Objects.requireNonNull(direction, "direction");
        Objects.requireNonNull(callerDigits, "callerDigits");
        options = Set.copyOf(options);
        Objects.requireNonNull(at, "at");
    }

    /** A call without flags, now. */
    public RateQuery(String digits, Direction direction, Optional<String> callerDigits) {
        this(digits, direction, callerDigits, Set.of(), Optional.empty());
    }
}
