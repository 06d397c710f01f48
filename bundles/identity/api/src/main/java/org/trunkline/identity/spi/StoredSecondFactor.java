package org.trunkline.identity.spi;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.UserId;

/**
 * The second factor of a user.
 *
 * @param wrappedSecret the secret, encrypted by the master key
 * @param verified since when it counts
 * @param lastStep the period of the last code that was used; no code of it or of one before is good any more
 */
public record StoredSecondFactor(
        UserId user,
        AccountId account,
        String wrappedSecret,
        Instant created,
        Optional<Instant> verified,
        long lastStep) {
    public StoredSecondFactor {
        Objects.requireNonNull(user, "user");
        Objects.requireNonNull(account, "account");
        Objects.requireNonNull(wrappedSecret, "wrappedSecret");
        Objects.requireNonNull(created, "created");
        Objects.requireNonNull(verified, "verified");
    }

    /** Never shows the secret, not even encrypted. */
    @Override
    public String toString() {
        return "StoredSecondFactor[user=" + user + ", verified=" + verified + "]";
    }
}
