package org.trunkline.limits.internal;

import java.util.Comparator;
import java.util.Optional;
import org.trunkline.kernel.AccountId;
import org.trunkline.limits.Reason;

/**
 * Why a call is refused, and by which account.
 *
 * @param distance of the refusing account from the calling one
 */
record Refusal(Reason reason, Optional<AccountId> by, int distance) {

    /** The verdict is the smallest of these (charging §2.7): step, then distance, then rank. */
    static final Comparator<Refusal> PRECEDENCE = Comparator.comparingInt(
                    (Refusal refusal) -> refusal.reason().step())
            .thenComparingInt(Refusal::distance)
            .thenComparing(Refusal::reason);

    static Refusal of(Reason reason) {
        return new Refusal(reason, Optional.empty(), 0);
    }
}
