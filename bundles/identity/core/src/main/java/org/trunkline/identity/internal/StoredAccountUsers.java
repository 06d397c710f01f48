package org.trunkline.identity.internal;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.trunkline.identity.spi.UserStore;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.AccountUsers;
import org.trunkline.kernel.UserId;

/** Tells other domains which users there are, as they are stored. */
@Component
public final class StoredAccountUsers implements AccountUsers {
    private final UserStore store;

    @Activate
    public StoredAccountUsers(@Reference UserStore store) {
        this.store = store;
    }

    @Override
    public boolean has(AccountId account, UserId user) {
        return store.find(account, user).isPresent();
    }
}
