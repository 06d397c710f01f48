package org.trunkline.limits;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.Caller;

/** The suspicions that the fraud guard of an account has, and what people make of them. */
@ProviderType
public interface FraudCases {

    /** Returns those of the account, the latest first. */
    List<FraudCase> list(Caller caller, AccountId account);

    /** @throws org.trunkline.kernel.NotFoundException if the account has no such case */
    FraudCase get(Caller caller, AccountId account, String id);

    /**
     * Allows calls like these from now on, or denies them. A country is allowed for ever, anything else for a day. What the
     * guard only asked about ({@code challenge}) is for administrators of the account too, what it blocked for its sellers.
     *
     * @throws org.trunkline.kernel.NotFoundException if the account has no such case
     * @throws org.trunkline.kernel.ForbiddenException if the caller may not decide this
     */
    FraudCase decide(Caller caller, AccountId account, String id, boolean allow);
}
