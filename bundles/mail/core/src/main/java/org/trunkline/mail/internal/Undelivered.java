package org.trunkline.mail.internal;

/** A mail server did not take a mail. */
final class Undelivered extends Exception {
    private static final long serialVersionUID = 1L;

    /** What helps. */
    enum Remedy {
        /** Nothing: the recipient, or what is in the mail, is refused for good. */
        NONE,
        /** To try this mail later. */
        WAIT,
        /** To try all mails later: the server is not there, or does not let us in. */
        ANOTHER_SERVER
    }

    private final Remedy remedy;

    Undelivered(Remedy remedy, String message, Throwable cause) {
        super(message, cause);
        this.remedy = remedy;
    }

    Remedy remedy() {
        return remedy;
    }
}
