package org.trunkline.webhooks.internal;

/** A receiver has not taken what it was told. The message is shown to the account: it says nothing about this network. */
final class Undelivered extends Exception {
    private static final long serialVersionUID = 1L;

    Undelivered(String message) {
        super(message);
    }

    Undelivered(String message, Throwable cause) {
        super(message, cause);
    }
}
