package org.trunkline.limits;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.trunkline.kernel.UserId;
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
 * @param owner the user of the account whose call it is; decides nothing, for lists of a user's calls
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
        boolean renews,
        Optional<UserId> owner) {
    /** An attempt of which the switch does not tell the user. */
    public CallAttempt(
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
        this(key, direction, selector, from, to, resourceType, flags, onNet, otherLegCallId, renews, Optional.empty());
    }

    public CallAttempt {
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(direction, "direction");
        Objects.requireNonNull(selector, "selector");
        Objects.requireNonNull(from, "from");
        Objects.requireNonNull(to, "to");
        Objects.requireNonNull(resourceType, "resourceType");
        flags = List.copyOf(flags);
        Objects.requireNonNull(otherLegCallId, "otherLegCallId");
        Objects.requireNonNull(owner, "owner");
    }
}
