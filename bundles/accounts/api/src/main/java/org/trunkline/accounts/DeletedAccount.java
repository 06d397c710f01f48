package org.trunkline.accounts;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.trunkline.kernel.AccountId;

/**
 * An account that may still be brought back.
 *
 * @param name what it was called; somebody else may be called so now
 * @param parent below which it comes back
 */
public record DeletedAccount(AccountId id, String name, String realm, AccountId parent, Instant deleted) {
    /** For so long an account can be brought back; then what it said is forgotten. */
    public static final Duration KEPT = Duration.ofDays(30);

    public DeletedAccount {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(realm, "realm");
        Objects.requireNonNull(parent, "parent");
        Objects.requireNonNull(deleted, "deleted");
    }
}
