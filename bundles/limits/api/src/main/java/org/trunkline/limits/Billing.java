package org.trunkline.limits;

import java.util.Locale;

/** How one level takes one call. */
public enum Billing {
    FREE,
    ALLOTMENT,
    FLAT_RATE,
    FLAT_RATE_BURST,
    PER_MINUTE,
    /** The level below took the call on a trunk and this level has none of its own: neither counted nor charged. */
    NONE;

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
