package org.trunkline.routing.spi;

import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;
import org.trunkline.kernel.Change;
import org.trunkline.routing.CarrierPool;

/** Where carriers are kept. */
@ConsumerType
public interface CarrierStore {
    Optional<StoredCarrier> find(CarrierPool pool, String id);

    /**
     * Returns carriers of the pool, by id.
     *
     * @param from the id of the first row, inclusive
     */
    List<StoredCarrier> list(CarrierPool pool, Optional<String> from, int rowsMax, boolean ascending);

    long count(CarrierPool pool);

    /** Adds a carrier, at revision 1. */
    StoredCarrier insert(StoredCarrier carrier, Change change);

    /**
     * Stores the carrier if the stored revision is still its own, and returns it at its new one.
     *
     * @throws org.trunkline.kernel.ConflictException otherwise
     */
    StoredCarrier update(StoredCarrier carrier, Change change);

    /** @throws org.trunkline.kernel.ConflictException unless the stored revision is still its own */
    void delete(StoredCarrier carrier, Change change);
}
