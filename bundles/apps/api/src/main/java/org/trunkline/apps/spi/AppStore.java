package org.trunkline.apps.spi;

import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.Change;

/** Remembers what accounts say about apps. Implementations pass {@code AppStoreContract}. */
@ConsumerType
public interface AppStore {
    String REVISION = "revision";

    Optional<AccountApps> find(AccountId account);

    /**
     * Stores it if the stored revision is still its own (0: there is none), and returns it at its new one.
     *
     * @throws org.trunkline.kernel.ConflictException otherwise
     */
    AccountApps write(AccountApps apps, Change change);
}
