package org.trunkline.identity.spi;

import java.util.Objects;
import org.trunkline.identity.ApiKey;

/**
 * The key of an account with what proves it.
 *
 * @param hash SHA-256 of the secret; a fast hash will do, because nobody can guess 256 random bits
 * @param series names the tokens that are valid for the key
 */
public record StoredApiKey(ApiKey key, String hash, String series) {
    public StoredApiKey {
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(hash, "hash");
        Objects.requireNonNull(series, "series");
    }
}
