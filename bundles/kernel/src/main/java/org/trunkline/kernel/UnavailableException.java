package org.trunkline.kernel;

/** A part that is needed is down or starting; the same request may succeed later. */
public final class UnavailableException extends DomainException {
    private static final long serialVersionUID = 1L;

    public UnavailableException(String code, String message) {
        super(ErrorKind.UNAVAILABLE, code, message);
    }
}
