package org.trunkline.numbers;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How a number of the inventory stands (crossbar-numbers N1.6): of the states of the wire those that mean something here. */
public enum NumberState {
    /** Nobody's: whoever is below the account to whose pool it belongs may take it. */
    AVAILABLE,
    /** Given up not long ago: not to be had until those who call its last holder have noticed. */
    AGING,
    /** An account's, for later. */
    RESERVED,
    /** An account's: calls to it are calls of the account. */
    IN_SERVICE,
    /** An account's, and on its way from another operator. */
    PORT_IN,
    /** Not kept any more; only answers say so. */
    DELETED;

    /** Returns whether a number that stands so is an account's. */
    public boolean isAssigned() {
        return this == RESERVED || this == IN_SERVICE || this == PORT_IN;
    }

    /** Returns its name on the wire. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<NumberState> of(String id) {
        return Arrays.stream(values()).filter(state -> state.id().equals(id)).findFirst();
    }
}
