package org.trunkline.kernel;

import java.util.List;

/** The caller sent values that no state of the system could accept: each field and what would be right. */
public final class InvalidException extends DomainException {
    private static final long serialVersionUID = 1L;

    public InvalidException(List<FieldError> errors) {
        super(ErrorKind.INVALID, "validation error", summary(errors), errors, null);
    }

    public InvalidException(String field, String rule, String message) {
        this(List.of(FieldError.of(field, rule, message)));
    }

    private static String summary(List<FieldError> errors) {
        return errors.isEmpty()
                ? "validation error"
                : errors.get(0).field() + ": " + errors.get(0).message();
    }
}
