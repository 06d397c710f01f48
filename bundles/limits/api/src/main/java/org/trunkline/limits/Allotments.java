package org.trunkline.limits;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.Caller;

/** Reads and replaces the free seconds of accounts (crossbar-api §6.9). */
@ProviderType
public interface Allotments {

    /**
     * Returns the allotments of an account, by name.
     *
     * @throws org.trunkline.kernel.DomainException of the kind INVALID if it was never given any
     */
    ObjectNode get(Caller caller, AccountId account);

    /**
     * Replaces all allotments of an account; what calls in progress hold, they keep.
     *
     * @throws org.trunkline.kernel.InvalidException naming each wrong field
     * @throws org.trunkline.kernel.DomainException of the kind INVALID if the caller is not above the account: the wire has
     *     no other status for it
     */
    ObjectNode replace(Caller caller, AccountId account, ObjectNode document);

    /**
     * Returns how much of each allotment was used: in the cycle that is open now, or in a time that is named.
     *
     * @param from inclusive; needs {@code to}
     * @throws org.trunkline.kernel.DomainException as {@link #get}
     */
    List<AllotmentUsed> used(Caller caller, AccountId account, Optional<Instant> from, Optional<Instant> to);
}
