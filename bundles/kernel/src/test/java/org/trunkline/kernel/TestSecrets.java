package org.trunkline.kernel;

import org.trunkline.kernel.internal.MasterKey;

/** Secrets under a master key that a test knows. */
public final class TestSecrets {
    private TestSecrets() {}

    public static Secrets of(String masterKey) {
        return MasterKey.of(masterKey);
    }
}
