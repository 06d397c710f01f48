package org.trunkline.limits.spi;

import java.util.Optional;
import java.util.function.Consumer;
import org.osgi.annotation.versioning.ConsumerType;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.Change;

/** Remembers limits. Implementations pass {@code LimitStoreContract}. */
@ConsumerType
public interface LimitStore {
    Optional<LimitDocument> find(AccountId account);

    /** Calls the consumer for every stored row, streaming: the snapshot of a read model. */
    void forEach(Consumer<LimitDocument> consumer);

    /**
     * Stores the limits and returns them at their new revision.
     *
     * @throws org.trunkline.kernel.ConflictException if the stored revision is not the given one
     */
    LimitDocument save(LimitDocument limits, Change change);

    /** Writes down something that happened and that nothing stored has changed with: to the audit and the outbox only. */
    void note(Change happened);
}
