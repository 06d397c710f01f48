package org.trunkline.limits;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.trunkline.kernel.AccountId;

/**
 * What a call would be told at this moment, and why: the decision, and what every rule of every level says that the reader
 * may see.
 *
 * @param lines in the order in which the rules are asked
 */
public record CallExplanation(CallDecision decision, List<Line> lines) {

    /** What a rule says. */
    public enum Says {
        PASSES,
        REFUSES,
        /** It refuses, and a soft limit lets the call pass. */
        PASSED_SOFTLY,
        /** It is not asked. */
        SKIPPED,
        /** How the level would take the call. */
        TAKES
    }

    /**
     * One rule of one level.
     *
     * @param step of charging §2
     * @param account whose rule it is; empty for what concerns the call itself, and for levels that the reader may not see
     * @param reason the reason that a refusal by this rule has; empty where the rule refuses nothing
     * @param text a sentence for whoever must explain it to a customer
     */
    public record Line(int step, Optional<AccountId> account, Says says, Optional<Reason> reason, String text) {
        public Line {
            Objects.requireNonNull(account, "account");
            Objects.requireNonNull(says, "says");
            Objects.requireNonNull(reason, "reason");
            Objects.requireNonNull(text, "text");
        }
    }

    public CallExplanation {
        Objects.requireNonNull(decision, "decision");
        lines = List.copyOf(lines);
    }
}
