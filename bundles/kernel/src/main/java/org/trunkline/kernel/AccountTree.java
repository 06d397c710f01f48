package org.trunkline.kernel;

import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The tree of accounts, in memory. A change is seen here before the request that made it is answered. Never asks the
 * database, never decides rights: that is {@link Access}.
 */
@ProviderType
public interface AccountTree {
    /** An account is at most this many levels below root. */
    int DEPTH_MAX = 64;

    AccountNode root();

    Optional<AccountNode> find(AccountId account);

    Optional<AccountNode> findByRealm(String realm);

    /**
     * Finds an account by its name as logins do: only letters and digits count, in either case. A tree that keeps no
     * names, such as those of tests, finds none.
     */
    default Optional<AccountNode> findByName(String name) {
        return Optional.empty();
    }

    /**
     * Returns the account, its parent, … and root last; empty when the account is unknown. The same list again means that
     * none of them has changed.
     */
    List<AccountNode> chain(AccountId account);

    /** Returns whether {@code account} is {@code ancestor} itself or lies below it. */
    boolean contains(AccountId ancestor, AccountId account);

    /** Returns the nearest strict ancestor that is a reseller (root at the latest); empty for root and the unknown. */
    Optional<AccountNode> seller(AccountId account);

    /** Returns whether the account and all its ancestors are enabled; false for the unknown. */
    boolean enabled(AccountId account);
}
