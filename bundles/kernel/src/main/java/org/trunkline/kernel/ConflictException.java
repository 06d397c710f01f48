package org.trunkline.kernel;

import java.util.List;

/** The write contradicts what is stored: a stale revision, or a key that is taken. */
public final class ConflictException extends DomainException {
    private static final long serialVersionUID = 1L;

    private final boolean settled;

    /** @param what what collided, such as the id or the name of the unique key */
    public ConflictException(String what) {
        this(what, false);
    }

    ConflictException(String what, boolean settled) {
        super(ErrorKind.CONFLICT, "datastore_conflict", "conflicting documents", List.of(), what);
        this.settled = settled;
    }

    boolean isSettled() {
        return settled;
    }
}
