package org.trunkline.limits;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Calls in progress as their switch sees them (switch-api "Resync"); all of them together may come in parts.
 *
 * @param asOf when the switch looked; calls that were authorized later are not missed
 * @param part 1..{@code parts}
 * @param parts 1..{@value #PARTS_MAX}
 */
public record ReportedCalls(Instant asOf, int part, int parts, List<ReportedCall> calls) {
    public static final int PARTS_MAX = 1_000;

    /**
     * One of them.
     *
     * @param elapsedSeconds since the answer; 0 while it rings
     * @param attempt the fields of authorize, from which it is added if we do not know it
     */
    public record ReportedCall(CallKey key, long elapsedSeconds, Optional<CallAttempt> attempt) {
        public ReportedCall {
            Objects.requireNonNull(key, "key");
            Objects.requireNonNull(attempt, "attempt");
        }
    }

    /**
     * What became of them.
     *
     * @param known calls that we knew; their leases are renewed
     * @param added calls that we did not know and know now
     * @param released calls that the switch does not have any more; told with the last part
     * @param unknown ids of calls that could not be added, or have ended for good
     */
    public record Outcome(int known, int added, int released, List<String> unknown) {
        public Outcome {
            unknown = List.copyOf(unknown);
        }
    }

    public ReportedCalls {
        Objects.requireNonNull(asOf, "asOf");
        calls = List.copyOf(calls);
    }
}
