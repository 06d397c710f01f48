package org.trunkline.kernel;

import java.util.List;

/** The caller sees the object but may not do this to it. */
public final class ForbiddenException extends DomainException {
    private static final long serialVersionUID = 1L;

    /** @param why a sentence for the caller, such as "only your reseller may change limits" */
    public ForbiddenException(String why) {
        super(ErrorKind.FORBIDDEN, "forbidden", "forbidden", List.of(), why);
    }
}
