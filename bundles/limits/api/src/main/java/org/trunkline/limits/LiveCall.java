package org.trunkline.limits;

import java.time.Instant;
import java.util.Optional;
import org.trunkline.kernel.AccountId;
import org.trunkline.rating.Direction;

/** One call in progress, as lists show it. */
public record LiveCall(
        CallKey key,
        Optional<AccountId> account,
        Direction direction,
        String from,
        String to,
        Reason reason,
        Instant authorizedAt,
        Optional<Instant> answeredAt,
        long elapsedSeconds) {}
