package org.trunkline.limits;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.osgi.annotation.versioning.ProviderType;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.Caller;

/** Reads and replaces the limits of accounts. */
@ProviderType
public interface LimitService {

    /** Returns the limits in force: the account's own, or the defaults when it has none. */
    Limits get(Caller caller, AccountId account);

    /**
     * Replaces the public keys of an account's limits (POST). Keys that the caller may not set keep their stored values
     * (design §13, "Field rights"). Limits that only operators set ({@code max_postpay_amount}, {@code allow_postpay},
     * {@code apply_to_descendants}, {@code enabled}) are taken from a seller's document too; from others they are ignored.
     *
     * @throws org.trunkline.kernel.InvalidException naming each wrong field
     * @throws org.trunkline.kernel.ForbiddenException if the caller may not change limits, or asks for more trunks of its own
     */
    Limits replace(Caller caller, AccountId account, ObjectNode document);

    /** Merges into the limits that only operators set, and any others ({@code limits/private}, console). */
    Limits merge(Caller caller, AccountId account, ObjectNode changes);
}
