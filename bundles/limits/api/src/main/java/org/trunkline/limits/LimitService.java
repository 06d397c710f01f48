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
     * (design §13, "Field rights"). So do, whoever asks, {@code allow_postpay}, {@code max_postpay_amount}, {@code
     * apply_to_descendants} and {@code enabled}: clients post whole documents and do not know them (crossbar-api §5.2).
     *
     * @throws org.trunkline.kernel.InvalidException naming each wrong field
     * @throws org.trunkline.kernel.ForbiddenException if the caller may not change limits, or asks for more trunks of its own
     */
    Limits replace(Caller caller, AccountId account, ObjectNode document);

    /** Merges into all limits, those that {@link #replace} leaves alone too ({@code limits/private}, console). */
    Limits merge(Caller caller, AccountId account, ObjectNode changes);
}
