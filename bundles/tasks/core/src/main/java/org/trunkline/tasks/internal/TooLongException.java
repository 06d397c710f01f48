package org.trunkline.tasks.internal;

import java.io.IOException;
import org.trunkline.kernel.DomainException;

/** Carries what a client is told through readers that know only of I/O. */
final class TooLongException extends IOException {
    private static final long serialVersionUID = 1L;

    private final transient DomainException failure;

    TooLongException(DomainException failure) {
        super(failure.getMessage());
        this.failure = failure;
    }

    DomainException failure() {
        return failure;
    }
}
