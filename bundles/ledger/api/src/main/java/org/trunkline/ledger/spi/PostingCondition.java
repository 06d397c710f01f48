package org.trunkline.ledger.spi;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.ObjLongConsumer;
import org.trunkline.kernel.AccountId;
import org.trunkline.ledger.Entry;

/**
 * What must hold when a posting is made, whichever node makes it: looked at in its transaction, when its accounts are locked.
 * It is asked of the ledger as the group of the posting found it; what one node decides at the same time it must keep apart
 * itself.
 *
 * @param locked further accounts that nobody may post to meanwhile; those without entries cannot be locked
 */
public record PostingCondition(Set<AccountId> locked, Check check) {
    public PostingCondition {
        locked = Set.copyOf(locked);
        Objects.requireNonNull(check, "check");
    }

    /** Looks whether it holds. Must be quick: others wait. */
    @FunctionalInterface
    public interface Check {
        /** @throws org.trunkline.kernel.InvalidException if it does not hold: then nothing is posted */
        void require(LockedLedger ledger);
    }

    /** The ledger as it is under the locks. */
    public interface LockedLedger {
        /** Returns the balance of an account, 0 without entries. */
        long balanceMicros(AccountId account);

        /** Hands over every account with a balance above 0. */
        void forEachCredit(ObjLongConsumer<AccountId> reader);

        /** Returns the entries that correct an entry. */
        List<Entry> corrections(AccountId account, String entryId);
    }
}
