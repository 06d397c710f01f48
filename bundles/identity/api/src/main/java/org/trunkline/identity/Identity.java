package org.trunkline.identity;

import java.util.Objects;
import java.util.Optional;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.UserId;

/**
 * What a client learns about itself after a login.
 *
 * @param user the user; empty for an API key
 * @param language the language of the user, such as {@code en-US}
 * @param reseller whether the account is a reseller
 * @param root whether the account is the root account
 * @param sellerAccount the nearest reseller above the account; root's is root itself
 * @param clusterId names this installation; the same on all its nodes
 */
public record Identity(
        AccountId account,
        Optional<UserId> user,
        String accountName,
        String language,
        boolean reseller,
        boolean root,
        AccountId sellerAccount,
        String clusterId) {
    public Identity {
        Objects.requireNonNull(account, "account");
        Objects.requireNonNull(user, "user");
        Objects.requireNonNull(accountName, "accountName");
        Objects.requireNonNull(language, "language");
        Objects.requireNonNull(sellerAccount, "sellerAccount");
        Objects.requireNonNull(clusterId, "clusterId");
    }
}
