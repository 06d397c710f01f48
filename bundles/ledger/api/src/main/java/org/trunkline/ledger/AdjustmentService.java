package org.trunkline.ledger;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.Caller;

/**
 * Grants, refunds and corrections by people (charging §6). Each is for a reseller above the account and happens once per
 * key: a repeat returns the first entry, another request with the same key is a conflict. Keys hold per account, kind of
 * request and account of the caller, for ever.
 */
@ProviderType
public interface AdjustmentService {

    /**
     * Grants credit to an account, or takes it back; nothing of the grantor's moves.
     *
     * @param document {@code amount}: not 0, negative to take back what is not spent yet; {@code description},
     *     {@code source.id} and {@code metadata} if wanted. {@code source.id} is the key where no other is given
     * @throws org.trunkline.kernel.InvalidException if the account has real money, if the credit is below the smallest one,
     *     beyond what a covered grantor has, or if less is there to be taken back
     */
    Entry grant(Caller caller, AccountId account, ObjectNode document, Optional<String> key);

    /**
     * Gives back a charge, or a payment that came in by hand, whole or in part: its other side changes back, the new entry
     * names the one that it corrects.
     *
     * @param document {@code amount}: above 0, at most what is not given back yet, which is the default; of a payment also
     *     at most what the account has free. {@code description} and {@code metadata} if wanted
     * @throws org.trunkline.kernel.NotFoundException if the account has no entry of this service with this id
     * @throws org.trunkline.kernel.ForbiddenException if the money would be another seller's
     */
    Entry refund(
            Caller caller, AccountId account, String service, String id, ObjectNode document, Optional<String> key);

    /**
     * Posts a signed adjustment of an entry, with the same other side, whatever the balance.
     *
     * @param document {@code amount}: not 0, negative takes off; {@code description} required; {@code metadata} if wanted
     * @throws org.trunkline.kernel.NotFoundException if the account has no entry of this service with this id
     * @throws org.trunkline.kernel.InvalidException if the entry is a correction itself
     */
    Entry correct(
            Caller caller, AccountId account, String service, String id, ObjectNode document, Optional<String> key);
}
