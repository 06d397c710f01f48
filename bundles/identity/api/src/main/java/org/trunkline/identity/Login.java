package org.trunkline.identity;

import java.util.Objects;

/** A login that succeeded: the new token, and whose it is. */
public record Login(String token, Identity identity) {
    public Login {
        Objects.requireNonNull(token, "token");
        Objects.requireNonNull(identity, "identity");
    }

    /** Never shows the token. */
    @Override
    public String toString() {
        return "Login[" + identity + "]";
    }
}
