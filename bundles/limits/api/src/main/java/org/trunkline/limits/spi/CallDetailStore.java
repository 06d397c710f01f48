package org.trunkline.limits.spi;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.Page;
import org.trunkline.kernel.PageRequest;
import org.trunkline.kernel.UserId;
import org.trunkline.limits.CallTotal;

/**
 * The detail records of all call attempts. Those of settled calls are written by {@link CallRecordStore}, together with the
 * record of the call. Implementations pass {@code CallDetailStoreContract}.
 */
@ConsumerType
public interface CallDetailStore {

    /** Stores the records that are not there yet; those that are stay as they are. Safe to repeat. */
    void insertMissing(List<StoredDetail> details);

    Optional<StoredDetail> find(AccountId account, String id);

    /**
     * Returns the records of one account in the order of their time and id; a page costs the same anywhere.
     *
     * @param owner only those of this user
     * @param from inclusive
     * @param to exclusive
     * @param firstLegs only the leg of each interaction that started first; of those of the user, where one is named
     */
    Page<StoredDetail> list(
            AccountId account, Optional<UserId> owner, Instant from, Instant to, boolean firstLegs, PageRequest page);

    /** Returns the legs of one interaction, the one that started first first. */
    List<StoredDetail> legs(AccountId account, String interactionId);

    /** Returns the sums of what was answered from {@code from} to before {@code to}, calls between our own numbers left out. */
    List<CallTotal> totals(AccountId account, Instant from, Instant to);
}
