package org.trunkline.identity;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * What may be told about the second factor of a user.
 *
 * @param verified since when codes are wanted at each login; empty while it was only set up
 * @param recoveryCodesLeft how many of the codes for a lost device have not been used
 */
public record SecondFactor(Optional<Instant> verified, int recoveryCodesLeft) {
    public SecondFactor {
        Objects.requireNonNull(verified, "verified");
    }
}
