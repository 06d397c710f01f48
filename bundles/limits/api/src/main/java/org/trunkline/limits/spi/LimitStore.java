package org.trunkline.limits.spi;

import java.util.Optional;
import java.util.function.Consumer;
import org.osgi.annotation.versioning.ConsumerType;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.Change;
import org.trunkline.limits.Limits;

/** Remembers limits. Implementations pass {@code LimitStoreContract}. */
@ConsumerType
public interface LimitStore {
    Optional<Limits> find(AccountId account);

    /** Calls the consumer for every stored row, streaming: the snapshot of a read model. */
    void forEach(Consumer<Limits> consumer);

    /**
     * Stores the limits and returns them at their new revision.
     *
     * @throws org.trunkline.kernel.ConflictException if the stored revision is not the given one
     */
    Limits save(Limits limits, Change change);
}
