package org.trunkline.rating;

import java.util.Locale;

/** Seen from the account: outbound calls are placed by it. */
public enum Direction {
    INBOUND,
    OUTBOUND;

    /** The word on the wire. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
