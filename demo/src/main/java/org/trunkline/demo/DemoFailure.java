package org.trunkline.demo;

/** The demo cannot go on; the message says why in one line that is meant for its user. */
public final class DemoFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    DemoFailure(String message) {
        super(message);
    }

    DemoFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
