package org.trunkline.limits.spi;

import java.util.Objects;
import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Remembers which node of one database decides over calls. Holds no time: nodes find out by themselves, each on its own
 * clock, whether the lease is still kept. Implementations pass {@code NodeLeaseStoreContract}.
 */
@ConsumerType
public interface NodeLeaseStore {

    /**
     * The lease as it stands.
     *
     * @param node who has it
     * @param beat grows by one each time it is taken or kept: a lease whose beat stands still is kept by nobody
     * @param rival another node that asked for it since the last beat
     */
    record Lease(String node, long beat, Optional<String> rival) {
        public Lease {
            Objects.requireNonNull(node, "node");
            Objects.requireNonNull(rival, "rival");
        }
    }

    /** Returns the lease; empty when nobody has it. */
    Optional<Lease> find();

    /**
     * Takes or keeps the lease, if it stands exactly as it was seen; of many that do this at once one succeeds.
     *
     * @param seen what {@link #find} has returned
     * @return whether the node has the lease now, with the beat after the one seen (1 if there was none)
     */
    boolean take(Optional<Lease> seen, String node);

    /** Lets the node that has the lease know that another one waits for it. */
    void ask(String node);

    /** Gives the lease back; nothing happens if the node does not have it. */
    void release(String node);
}
