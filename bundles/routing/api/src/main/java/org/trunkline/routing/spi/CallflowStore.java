package org.trunkline.routing.spi;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.Change;
import org.trunkline.routing.Callflow;

/** Remembers callflows. Implementations pass {@code CallflowStoreContract}. */
@ConsumerType
public interface CallflowStore {
    Optional<Callflow> find(AccountId account, String id);

    /**
     * Returns callflows of one account in the order of their ids.
     *
     * @param from the first id wanted, if it is there; empty for the beginning
     * @param rowsMax how many at most
     */
    List<Callflow> list(AccountId account, Optional<String> from, int rowsMax, boolean ascending);

    /** Returns the ids of the callflows of the account that are for any of these. */
    Map<CallflowKey, String> holders(AccountId account, Collection<CallflowKey> keys);

    /**
     * Adds a callflow, at revision 1.
     *
     * @throws org.trunkline.kernel.ConflictException if another one of the account is for one of its numbers or patterns
     */
    Callflow insert(Callflow callflow, Change change);

    /**
     * Stores the callflow if the stored revision is still its own, and returns it at its new one.
     *
     * @throws org.trunkline.kernel.ConflictException otherwise, and if another one is for one of its numbers or patterns
     */
    Callflow update(Callflow callflow, Change change);

    /** @throws org.trunkline.kernel.ConflictException unless the stored revision is still its own */
    void delete(Callflow callflow, Change change);
}
