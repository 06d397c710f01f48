package org.trunkline.rating;

import java.util.Objects;
import java.util.Optional;

/**
 * What a rate is asked for.
 *
 * @param digits the number that decides, E.164 without {@code +}: the dialled one outbound, the called DID inbound
 * @param callerDigits the caller's number, for rates that depend on the origin
 */
public record RateQuery(String digits, Direction direction, Optional<String> callerDigits) {
    public RateQuery {
        Objects.requireNonNull(digits, "digits");
        Objects.requireNonNull(direction, "direction");
        Objects.requireNonNull(callerDigits, "callerDigits");
    }
}
