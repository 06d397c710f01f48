package org.trunkline.identity.spi;

import java.time.Instant;
import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;
import org.trunkline.kernel.Change;

/** Where the keys that sign tokens are kept; all nodes on one database share them. */
@ConsumerType
public interface SigningKeyStore {
    /** Returns all keys, the oldest first. */
    List<StoredSigningKey> all();

    void insert(StoredSigningKey key, Change change);

    /** Deletes the keys that are older. */
    void deleteBefore(Instant created, Change change);
}
