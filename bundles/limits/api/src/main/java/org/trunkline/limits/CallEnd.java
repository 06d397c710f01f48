package org.trunkline.limits;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * What a switch tells when a call has ended (switch-api "End").
 *
 * @param billedSeconds seconds from answer to hang-up, ≥ 0; 0 when never answered
 * @param endedAt when, as the switch says
 * @param attempt the fields of authorize, for a call that may never have been authorized
 */
public record CallEnd(
        CallKey key,
        long billedSeconds,
        Optional<Instant> endedAt,
        Hangup hangup,
        boolean correction,
        Optional<CallAttempt> attempt) {
    /** A call longer than this is not believed: 31 days. */
    public static final long BILLED_SECONDS_MAX = 31L * 24 * 3600;

    public CallEnd {
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(endedAt, "endedAt");
        Objects.requireNonNull(hangup, "hangup");
        Objects.requireNonNull(attempt, "attempt");
    }
}
