package org.trunkline.limits;

import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The answer to an answer or a renewal.
 *
 * @param allowed whether the call may go on
 * @param reason why
 * @param maxSeconds the new hard stop, from answer; empty where nothing is held
 * @param redirectTo where the switch sends the call when it ends for want of credit; empty = it hangs up
 */
public record CallRenewal(
        CallKey key,
        boolean allowed,
        Reason reason,
        OptionalLong maxSeconds,
        long renewAfterSeconds,
        OptionalLong expectedSeconds,
        Action action,
        Optional<String> redirectTo) {

    /** What the switch should do beside. */
    public enum Action {
        NONE,
        WARN,
        REDIRECT,
        HANGUP
    }

    public CallRenewal {
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(maxSeconds, "maxSeconds");
        Objects.requireNonNull(expectedSeconds, "expectedSeconds");
        Objects.requireNonNull(action, "action");
        Objects.requireNonNull(redirectTo, "redirectTo");
    }
}
