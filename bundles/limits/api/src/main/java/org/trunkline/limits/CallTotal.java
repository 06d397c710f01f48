package org.trunkline.limits;

import java.util.Objects;
import org.trunkline.rating.Direction;

/**
 * The seconds of all calls of an account that agree in this.
 *
 * @param rateName empty for calls without a rate
 * @param billedSeconds from answer to hang-up, added up
 */
public record CallTotal(Direction direction, String classification, String rateName, long billedSeconds) {
    public CallTotal {
        Objects.requireNonNull(direction, "direction");
        Objects.requireNonNull(classification, "classification");
        Objects.requireNonNull(rateName, "rateName");
    }
}
