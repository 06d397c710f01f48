package org.trunkline.limits.internal;

import java.util.List;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.AccountNode;
import org.trunkline.limits.Limits;
import org.trunkline.limits.internal.Question.AskedLevel;
import org.trunkline.limits.state.AccountMeter;

/**
 * Where an account stands: its limits, whom it pays, the same of all above it, and who takes part in its calls. True for as
 * long as nothing of that has changed.
 *
 * @param chain the account, its parent, … and root
 * @param above that of its parent; null for root
 * @param seller the nearest reseller above; the account itself where there is none
 * @param meter of what the account uses
 * @param parties who takes part in a call of this account
 * @param limitsChanges how often limits had changed when these were read
 */
record Standing(
        AccountNode node,
        List<AccountNode> chain,
        Standing above,
        AccountId seller,
        Limits limits,
        AccountMeter meter,
        Parties parties,
        long limitsChanges) {

    /**
     * Who takes part in a call.
     *
     * @param levels who is charged, the account first (charging §1)
     * @param payers the accounts of the levels, without root
     * @param hardOnly ancestors that take part with their hard limits alone
     * @param accounts of all these, in this order
     * @param meters of all these, in this order
     * @param withRoot root takes part with hard limits
     * @param partition the account just below root
     */
    record Parties(
            List<AskedLevel> levels,
            List<AccountId> payers,
            List<AskedLevel> hardOnly,
            List<AccountId> accounts,
            List<AccountMeter> meters,
            boolean withRoot,
            AccountId partition) {}
}
