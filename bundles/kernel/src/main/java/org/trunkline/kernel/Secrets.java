package org.trunkline.kernel;

import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Encrypts secrets that lie in the database and must be read again, such as keys that sign or passwords at other systems, so
 * that a thief of the database alone has none. All nodes that share the database share the key.
 */
@ProviderType
public interface Secrets {
    /** @param label what the secret is for; the same label must be given to {@link #unwrap} */
    String wrap(byte[] secret, String label);

    /** Returns the secret; empty if it was wrapped with another key or label, or tampered with. */
    Optional<byte[]> unwrap(String wrapped, String label);
}
