package org.trunkline.routing.spi;

import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.Change;
import org.trunkline.routing.AccessList;

/** Where access lists are kept, one per account. */
@ConsumerType
public interface AccessListStore {
    Optional<AccessList> find(AccountId account);

    /**
     * Stores the list if the stored revision is still its own (0: there is none), and returns it at its new one. An empty list
     * is stored too, so that revisions are not used twice.
     *
     * @throws org.trunkline.kernel.ConflictException otherwise
     */
    AccessList write(AccessList list, Change change);
}
