package org.trunkline.limits.state;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;
import org.trunkline.limits.spi.StoredDetail;

/** Records of refused attempts on their way into the database. */
@ProviderType
public interface RefusedAttempts {

    /**
     * Keeps one until it is stored; waits for no database, survives a killed process. Where there is no room left for it, it
     * is dropped, and the log tells how many were.
     */
    void add(StoredDetail refused);

    /** Returns the oldest ones that are not stored yet; the same ones until {@link #stored}. */
    List<StoredDetail> oldest(int max);

    /** What {@link #oldest} returned last is stored. */
    void stored();
}
