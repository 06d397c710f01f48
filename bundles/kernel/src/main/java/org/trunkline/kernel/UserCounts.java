package org.trunkline.kernel;

import java.util.function.Consumer;
import org.osgi.annotation.versioning.ProviderType;

/** How many users accounts have, from memory. Provided by whoever keeps users; where nobody does there is no such service. */
@ProviderType
public interface UserCounts {

    /** Returns how many enabled users the account has of its own. */
    int enabled(AccountId account);

    /**
     * Calls the listener with each account whose number of enabled users has changed, until the subscription is closed;
     * {@link #enabled} says the new number then. One call at a time, before the request that made the change is answered.
     */
    ChangeFeed.Subscription subscribe(Consumer<AccountId> listener);
}
