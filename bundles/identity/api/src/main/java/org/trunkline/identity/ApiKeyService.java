package org.trunkline.identity;

import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.Caller;

/** The keys by which programs log in for an account: one per account, shown once. */
@ProviderType
public interface ApiKeyService {

    /** A key that was just made. */
    record NewApiKey(String secret, ApiKey key) {
        /** Never shows the secret. */
        @Override
        public String toString() {
            return "NewApiKey[" + key + "]";
        }
    }

    Optional<ApiKey> find(Caller caller, AccountId account);

    /** Makes a new key; the old one and its tokens end. Only users may: a key cannot renew itself. */
    NewApiKey regenerate(Caller caller, AccountId account);
}
