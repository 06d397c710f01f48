package org.trunkline.limits.spi;

import java.time.Instant;
import java.util.Objects;
import org.trunkline.kernel.AccountId;

/**
 * The seconds that one call took from an allotment of one of its levels.
 *
 * @param begunAt to the second; says to which cycle they belong, whatever is corrected later
 * @param seconds of the whole call, as settled last; 0 where a correction took all back
 */
public record AllotmentUse(AccountId account, String name, Instant begunAt, long seconds) {
    public AllotmentUse {
        Objects.requireNonNull(account, "account");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(begunAt, "begunAt");
    }
}
