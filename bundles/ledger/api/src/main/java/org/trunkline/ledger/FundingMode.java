package org.trunkline.ledger;

import java.util.Locale;

/** Where the credit of an account comes from (charging §6). */
public enum FundingMode {
    /** Its credit is money that was paid: it enters cash. */
    REAL,
    /** Its credit is a cap that its seller grants: granting moves nothing of the seller's. */
    GRANTED;

    /** Returns {@code real} or {@code granted}. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
