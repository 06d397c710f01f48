package org.trunkline.tasks.internal;

import org.trunkline.kernel.Access;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.AccountNode;
import org.trunkline.kernel.Caller;
import org.trunkline.kernel.Permission;

/** Everybody may do everything. */
final class Everything implements Access {
    @Override
    public AccountNode require(Caller caller, AccountId account, Permission permission) {
        return null;
    }

    @Override
    public boolean allows(Caller caller, AccountId account, Permission permission) {
        return true;
    }
}
