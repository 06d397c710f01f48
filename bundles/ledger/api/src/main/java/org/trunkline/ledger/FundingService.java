package org.trunkline.ledger;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import org.osgi.annotation.versioning.ProviderType;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.Caller;

/** Who has real money and who has granted credit; every method checks what the caller may see and do. */
@ProviderType
public interface FundingService {

    AccountFunding funding(Caller caller, AccountId account);

    /** Returns how those accounts are funded that are the account or lie below it; others are left out. */
    Map<AccountId, FundingMode> modes(Caller caller, AccountId account, Collection<AccountId> accounts);

    /**
     * Changes the funding of an account. What was posted before stays as it is.
     *
     * @param document {@code mode}: {@code real}, {@code granted}, or null for the default, which only a reseller above
     *     may change; {@code covered}: true or false, which the account's own administrators may change too. A field that
     *     is left out keeps its value
     * @throws org.trunkline.kernel.ForbiddenException if the mode changes and the caller is no reseller above
     */
    AccountFunding changeFunding(Caller caller, AccountId account, ObjectNode document);

    /** Returns what an account grants to those it sells to, beside what it has itself. Looks at every balance. */
    Granted granted(Caller caller, AccountId account);

    /**
     * How an account gets its credit.
     *
     * @param mode what holds now
     * @param isDefault whether it follows from its place: direct children of root are real, all below them granted
     * @param covered whether what it grants may not exceed its own credit
     */
    record AccountFunding(AccountId account, FundingMode mode, boolean isDefault, boolean covered) {
        public AccountFunding {
            Objects.requireNonNull(account, "account");
            Objects.requireNonNull(mode, "mode");
        }
    }

    /**
     * What an account grants.
     *
     * @param creditMicros its own balance
     * @param grantedMicros the sum of what the accounts that it grants to may still spend
     * @param accounts how many these are
     */
    record Granted(long creditMicros, long grantedMicros, long accounts) {

        /** Returns by how much the grants exceed the own credit; 0 if they do not. */
        public long excessMicros() {
            return Math.max(0, grantedMicros - Math.max(0, creditMicros));
        }
    }
}
