package org.trunkline.identity.spi;

import java.time.Instant;
import java.util.Objects;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.UserId;

/**
 * A link that logs a user in once.
 *
 * @param hash the hash of what stands in the link, which itself is kept nowhere
 * @param series that of the user when the link was made; another one ends the link
 * @param attempts how often somebody came with it
 */
public record StoredLink(
        UserId user, AccountId account, String hash, String series, Instant created, Instant expires, int attempts) {
    public StoredLink {
        Objects.requireNonNull(user, "user");
        Objects.requireNonNull(account, "account");
        Objects.requireNonNull(hash, "hash");
        Objects.requireNonNull(series, "series");
        Objects.requireNonNull(created, "created");
        Objects.requireNonNull(expires, "expires");
    }

    /** Never shows the hash. */
    @Override
    public String toString() {
        return "StoredLink[" + user + "]";
    }
}
