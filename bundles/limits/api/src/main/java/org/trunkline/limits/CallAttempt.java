package org.trunkline.limits;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.trunkline.rating.Direction;

/**
 * One call that asks to start (switch-api "Authorize").
 *
 * @param from the caller's number as the switch has it
 * @param to the called number, exactly as dialled
 * @param resourceType wire {@code resource_type}; empty when the switch does not say
 * @param onNet both numbers are ours, as the switch asserts; believed only from a key that may
 * @param otherLegCallId the call id of the leg that this one belongs to
 * @param renews the switch will ask again before {@code max_seconds} is over
 */
public record CallAttempt(
        CallKey key,
        Direction direction,
        AccountSelector selector,
        String from,
        String to,
        String resourceType,
        List<String> flags,
        boolean onNet,
        Optional<String> otherLegCallId,
        boolean renews) {
    public CallAttempt {
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(direction, "direction");
        Objects.requireNonNull(selector, "selector");
        Objects.requireNonNull(from, "from");
        Objects.requireNonNull(to, "to");
        Objects.requireNonNull(resourceType, "resourceType");
        flags = List.copyOf(flags);
        Objects.requireNonNull(otherLegCallId, "otherLegCallId");
    }
}
