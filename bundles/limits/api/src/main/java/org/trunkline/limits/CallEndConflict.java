package org.trunkline.limits;

import org.trunkline.kernel.DomainException;
import org.trunkline.kernel.ErrorKind;

/** The call ended before with another number of seconds; what was settled then stands. */
public final class CallEndConflict extends DomainException {
    private static final long serialVersionUID = 1L;

    private final transient CallSettlement stored;

    public CallEndConflict(String callId, CallSettlement stored) {
        super(
                ErrorKind.CONFLICT,
                "call_end_conflict",
                "the call " + callId + " ended before with another number of seconds");
        this.stored = stored;
    }

    /** Returns what was settled. */
    public CallSettlement stored() {
        return stored;
    }
}
