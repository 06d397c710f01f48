package org.trunkline.limits.state;

import org.osgi.annotation.versioning.ProviderType;
import org.trunkline.kernel.AccountId;
import org.trunkline.limits.Limits;

/** What accounts have beside what their own limits say. */
@ProviderType
public interface InheritedLimits {

    /** Returns the defaults that the account's sellers give to all below them, the nearest seller's last; from memory. */
    Limits inherited(AccountId account);

    /** Returns these limits of the account with what its users bring. */
    Limits counted(AccountId account, Limits limits);
}
