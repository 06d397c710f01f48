package org.trunkline.limits.spi;

import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;
import org.trunkline.kernel.Change;
import org.trunkline.limits.SwitchIdentity;

/** Remembers switches and the hashes of their keys. Implementations pass {@code SwitchStoreContract}. */
@ConsumerType
public interface SwitchStore {

    /** @param keyHash SHA-256 of the key, hex: the key itself is 256 random bits, so a slow hash would add nothing */
    record StoredSwitch(SwitchIdentity identity, String keyHash) {}

    List<StoredSwitch> all();

    /** @throws org.trunkline.kernel.ConflictException if the name is taken */
    void insert(StoredSwitch added, Change change);

    /** Removes the switch; nothing happens if it is not there. */
    void delete(String id, Change change);
}
