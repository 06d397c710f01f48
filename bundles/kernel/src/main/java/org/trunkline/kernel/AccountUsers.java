package org.trunkline.kernel;

import org.osgi.annotation.versioning.ProviderType;

/**
 * Which users accounts have, for domains that keep something of users and not the users themselves. Provided by whoever keeps
 * users; where nobody does there is no such service.
 */
@ProviderType
public interface AccountUsers {

    /** Returns whether this is a user of the account, enabled or not: no deleted one, and none of another account. */
    boolean has(AccountId account, UserId user);
}
