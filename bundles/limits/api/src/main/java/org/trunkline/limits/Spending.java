package org.trunkline.limits;

import java.util.Set;
import org.osgi.annotation.versioning.ProviderType;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.Caller;

/** What accounts spend on calls per minute within the windows that have caps (charging §5). */
@ProviderType
public interface Spending {

    /** Returns what is spent in each window now, live calls included. */
    AccountSpending get(Caller caller, AccountId account);

    /**
     * Begins windows anew: what was spent, and what live calls hold, counts no more against their caps. Takes effect before it
     * is answered, is audited, and stays so after a start.
     *
     * @param windows at least one
     * @throws org.trunkline.kernel.ForbiddenException if the caller is not a reseller above the account
     */
    AccountSpending reset(Caller caller, AccountId account, Set<SpendWindow> windows);
}
