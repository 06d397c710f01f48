package org.trunkline.limits.internal;

import java.util.List;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.AccountNode;
import org.trunkline.limits.Limits;

/**
 * Where an account stands: its limits, whom it pays, and the same of all above it. True for as long as nothing of that has
 * changed.
 *
 * @param chain the account, its parent, … and root
 * @param above that of its parent; null for root
 * @param seller the nearest reseller above; the account itself where there is none
 * @param limitsChanges how often limits had changed when these were read
 */
record Standing(
        AccountNode node,
        List<AccountNode> chain,
        Standing above,
        AccountId seller,
        Limits limits,
        long limitsChanges) {}
