package org.trunkline.kernel;

/** What a failure means to the caller. The REST layer maps each kind to one HTTP status. */
public enum ErrorKind {
    /** A value that no state of the system could accept: 400. */
    INVALID,
    /** No valid credentials: 401. */
    UNAUTHENTICATED,
    /** The change costs money and nobody agreed to it yet, or it cannot be paid: 402. */
    PAYMENT_REQUIRED,
    /** Visible to the caller, but not allowed: 403. */
    FORBIDDEN,
    /** Missing, or another tenant's: 404. */
    NOT_FOUND,
    /** Contradicts what is stored: 409. */
    CONFLICT,
    /** More bytes than the bound: 413. */
    TOO_LARGE,
    /** The account may not be used now, for example it is disabled: 423. */
    LOCKED,
    /** Too many requests: 429. */
    TOO_MANY,
    /** A rule of the wire says 500 although nothing broke, for example account_has_descendants. */
    REFUSED,
    /** A part that is needed is down or starting: 503. */
    UNAVAILABLE
}
