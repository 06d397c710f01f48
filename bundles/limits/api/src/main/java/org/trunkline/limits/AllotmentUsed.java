package org.trunkline.limits;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * How much of an allotment was used.
 *
 * @param cycle empty for a time that somebody has named
 * @param from inclusive: calls belong to the time when they began
 * @param to exclusive
 * @param seconds taken by calls that have ended
 */
public record AllotmentUsed(String name, Optional<Cycle> cycle, Instant from, Instant to, long seconds) {
    public AllotmentUsed {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(cycle, "cycle");
        Objects.requireNonNull(from, "from");
        Objects.requireNonNull(to, "to");
    }
}
