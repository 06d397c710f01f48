package org.trunkline.limits.internal;

import java.util.List;
import java.util.OptionalLong;
import org.trunkline.limits.Reason;
import org.trunkline.limits.state.CallEntry;

/** What the rules say to one question. */
sealed interface Outcome {

    /**
     * The call may start.
     *
     * @param levels with what each holds
     * @param coveredSeconds for how long levels hold something; empty where none does and the call may last as long as any
     * @param expectedSeconds what today's credit would give
     */
    record Granted(
            Reason reason, List<CallEntry.Level> levels, OptionalLong coveredSeconds, OptionalLong expectedSeconds)
            implements Outcome {}

    /** It may not; every refusal that was found, in order of precedence. */
    record Refused(List<Refusal> refusals) implements Outcome {
        static Refused of(Reason reason) {
            return new Refused(List.of(Refusal.of(reason)));
        }

        Refusal verdict() {
            return refusals.get(0);
        }
    }
}
