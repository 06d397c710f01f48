package org.trunkline.limits.spi;

import java.time.Instant;
import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;

/** Remembers up to where calls were compared with the ledger. Implementations pass {@code CallProofStoreContract}. */
@ConsumerType
public interface CallProofStore {

    /** Returns the time up to which it was done; empty if it never was. */
    Optional<Instant> provenTo();

    /** Whole microseconds are kept. Of two nodes the later time stays. */
    void proven(Instant to);
}
