package org.trunkline.rating.spi;

import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.Change;
import org.trunkline.rating.DeckAssignment;

/** Keeps which deck accounts pay from and sell. */
@ConsumerType
public interface DeckAssignmentStore {

    /** Returns at most so many assignments of accounts after the last one, in the order of the account ids. */
    List<DeckAssignment> after(Optional<AccountId> last, int sizeMax);

    Optional<DeckAssignment> find(AccountId account);

    /** Stores the assignment instead of an earlier one; one that names no deck removes it. */
    void save(DeckAssignment assignment, Change change);
}
