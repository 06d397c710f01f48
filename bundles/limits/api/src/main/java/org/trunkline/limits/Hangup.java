package org.trunkline.limits;

import java.util.Objects;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * How a call ended, as its switch tells.
 *
 * @param cause such as NORMAL_CLEARING; empty when unknown
 * @param side who hung up: caller or callee; empty when unknown
 * @param sipCode the final SIP response, 100..699
 * @param durationSeconds from the start of the attempt to its end, ringing included
 */
public record Hangup(String cause, String side, OptionalInt sipCode, OptionalLong durationSeconds) {
    public static final Hangup UNKNOWN = of("");

    public Hangup {
        Objects.requireNonNull(cause, "cause");
        Objects.requireNonNull(side, "side");
        Objects.requireNonNull(sipCode, "sipCode");
        Objects.requireNonNull(durationSeconds, "durationSeconds");
    }

    public static Hangup of(String cause) {
        return new Hangup(cause, "", OptionalInt.empty(), OptionalLong.empty());
    }
}
