package org.trunkline.identity.spi;

import java.time.Instant;
import java.util.Objects;

/**
 * A pair of keys that signs tokens.
 *
 * @param id the {@code kid} of its tokens
 * @param publicKey Base64 of the X.509 form
 * @param wrappedPrivateKey the PKCS #8 form, encrypted; only nodes that have the master key can read it
 */
public record StoredSigningKey(String id, Instant created, String publicKey, String wrappedPrivateKey) {
    public StoredSigningKey {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(created, "created");
        Objects.requireNonNull(publicKey, "publicKey");
        Objects.requireNonNull(wrappedPrivateKey, "wrappedPrivateKey");
    }

    @Override
    public String toString() {
        return "StoredSigningKey[" + id + "]";
    }
}
