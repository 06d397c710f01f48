package org.trunkline.limits.internal.simulation;

import java.util.List;
import java.util.OptionalLong;
import org.trunkline.limits.CallDecision;
import org.trunkline.limits.CallRenewal;
import org.trunkline.limits.CallSettlement;
import org.trunkline.limits.Reason;

/** Puts answers into words that can be compared and read. */
final class Words {
    private Words() {}

    static String seconds(long covered) {
        return covered == ModelCall.NONE ? "-" : Long.toString(covered);
    }

    private static String seconds(OptionalLong covered) {
        return covered.isEmpty() ? "-" : Long.toString(covered.getAsLong());
    }

    private static String taken(long freeSeconds) {
        return freeSeconds == 0 ? "" : "+" + freeSeconds + "s";
    }

    static String allowed(ModelCall call) {
        if (call.isEmergency()) {
            return "allow EMERGENCY";
        }
        StringBuilder words =
                new StringBuilder("allow " + call.reason + " " + seconds(call.first) + "/" + seconds(call.expected));
        long first = Math.max(0, call.first);
        for (ModelLevel level : call.levels) {
            long reserved = level.soft && level.held == 0 ? 0 : level.cost(first);
            words.append(' ').append(level.billing).append('=').append(reserved).append(taken(level.takes(first)));
        }
        return words.toString();
    }

    static String of(CallDecision decision) {
        if (decision.ended()) {
            return "ended";
        }
        if (!decision.allowed()) {
            return "deny " + decision.reason();
        }
        if (decision.reason() == Reason.EMERGENCY) {
            return "allow EMERGENCY";
        }
        StringBuilder words = new StringBuilder("allow " + decision.reason() + " " + seconds(decision.maxSeconds())
                + "/" + seconds(decision.expectedSeconds()));
        decision.levels().forEach(level -> words.append(' ')
                .append(level.billing())
                .append('=')
                .append(level.reservedMicros())
                .append(taken(level.allotment()
                        .map(CallDecision.FreeSeconds::reservedSeconds)
                        .orElse(0L))));
        return words.toString();
    }

    static String covered(CallRenewal answer) {
        return seconds(answer.maxSeconds());
    }

    static String of(CallRenewal answer) {
        return (answer.allowed() ? "go " : "hangup ") + seconds(answer.maxSeconds());
    }

    static String ended(ModelCall call) {
        StringBuilder words = new StringBuilder("settled");
        call.levels.forEach(level -> words.append(' ').append(-level.charged).append(taken(level.taken)));
        return words.toString();
    }

    static String of(CallSettlement settlement) {
        StringBuilder words = new StringBuilder("settled");
        settlement.levels().forEach(level -> words.append(' ')
                .append(level.amountMicros())
                .append(taken(level.allotmentSeconds())));
        return words.toString();
    }

    static String resync(int known, int added, int released, List<String> left) {
        return "resync " + known + " " + added + " " + released + " " + left;
    }
}
