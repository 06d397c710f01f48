package org.trunkline.kernel;

import java.util.List;

/** Nothing with this id, or nothing that the caller may know of: the two are not told apart. */
public final class NotFoundException extends DomainException {
    private static final long serialVersionUID = 1L;

    public NotFoundException(String id) {
        super(ErrorKind.NOT_FOUND, "bad_identifier", "bad identifier", List.of(), id);
    }
}
