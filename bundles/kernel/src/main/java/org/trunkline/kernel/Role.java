package org.trunkline.kernel;

/** What a user may do inside what it reaches. Wire: {@code priv_level}. */
public enum Role {
    USER,
    ADMIN;

    public boolean atLeast(Role other) {
        return compareTo(other) >= 0;
    }
}
