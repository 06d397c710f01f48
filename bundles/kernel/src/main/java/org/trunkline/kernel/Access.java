package org.trunkline.kernel;

import org.osgi.annotation.versioning.ProviderType;

/** Decides whether a caller may do something to an account. Every service asks it first. */
@ProviderType
public interface Access {

    /**
     * Passes when the caller may do this to the account.
     *
     * @return the account
     * @throws NotFoundException if the account does not exist or lies outside the caller's subtree
     * @throws ForbiddenException if the caller sees the account but lacks the right
     */
    AccountNode require(Caller caller, AccountId account, Permission permission);

    /** Returns whether {@link #require} would pass. */
    boolean allows(Caller caller, AccountId account, Permission permission);
}
