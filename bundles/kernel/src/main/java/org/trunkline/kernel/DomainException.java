package org.trunkline.kernel;

import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A failure the caller can act on. Its code is part of the API and never changes meaning: it is the {@code message} of
 * the Crossbar error envelope (crossbar-api §1.4), such as {@code bad_identifier}.
 */
public class DomainException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ErrorKind kind;
    private final String code;
    private final transient List<FieldError> errors;
    private final String cause;

    public DomainException(ErrorKind kind, String code, String message) {
        this(kind, code, message, List.of(), null);
    }

    /**
     * @param errors what is wrong with which field; empty unless the kind is {@link ErrorKind#INVALID} or
     *     {@link ErrorKind#LOCKED}
     * @param cause the value that the failure is about, for {@code data.cause}; may be null
     */
    public DomainException(ErrorKind kind, String code, String message, List<FieldError> errors, String cause) {
        super(message);
        this.kind = Objects.requireNonNull(kind, "kind");
        this.code = Objects.requireNonNull(code, "code");
        this.errors = List.copyOf(errors);
        this.cause = cause;
    }

    public final ErrorKind kind() {
        return kind;
    }

    public final String code() {
        return code;
    }

    public final List<FieldError> errors() {
        return errors == null ? List.of() : errors;
    }

    /** Returns what the wire wants to be told besides the message: keys of {@code data}; maps and texts. */
    public Map<String, Object> data() {
        return Map.of();
    }

    /** Returns the value that the failure is about, or null. */
    public final String causeValue() {
        return cause;
    }
}
