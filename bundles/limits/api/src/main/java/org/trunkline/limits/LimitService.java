package org.trunkline.limits;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.osgi.annotation.versioning.ProviderType;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.Caller;

/** Reads and replaces the limits of accounts. */
@ProviderType
public interface LimitService {

    /** Returns the limits in force: the account's own, over those that its sellers give to all below them. */
    AccountLimits get(Caller caller, AccountId account);

    /** Like {@link #get}, for who may {@link #merge}: {@link LimitForm#PRIVATE} is for sellers only. */
    AccountLimits getPrivate(Caller caller, AccountId account);

    /**
     * Replaces the public keys of an account's limits (POST). Keys that the caller may not set keep their stored values
     * (design §13, "Field rights"). So do, whoever asks, those of {@link LimitForm#PRIVATE}: clients post whole documents and
     * do not know them (crossbar-api §5.2). A key that comes back as it was inherited stays inherited.
     *
     * @throws org.trunkline.kernel.InvalidException naming each wrong field
     * @throws org.trunkline.kernel.ForbiddenException if the caller may not change limits, or asks for more trunks of its own
     */
    AccountLimits replace(Caller caller, AccountId account, ObjectNode document);

    /** Merges into all limits, those that {@link #replace} leaves alone too ({@code limits/private}, console). */
    AccountLimits merge(Caller caller, AccountId account, ObjectNode changes);
}
