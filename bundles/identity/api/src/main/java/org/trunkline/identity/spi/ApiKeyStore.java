package org.trunkline.identity.spi;

import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.Change;

/** Where the keys of accounts are kept, at most one each. */
@ConsumerType
public interface ApiKeyStore {
    Optional<StoredApiKey> find(AccountId account);

    Optional<StoredApiKey> findByHash(String hash);

    /** Keeps the key in the place of the account's old one. */
    void replace(StoredApiKey key, Change change);
}
