package org.trunkline.limits.internal;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.trunkline.limits.CallEnd;
import org.trunkline.limits.SwitchIdentity;
import org.trunkline.limits.state.CallBook;
import org.trunkline.limits.state.CallEntry;
import org.trunkline.limits.state.CallState;
import org.trunkline.limits.state.EndedCall;

/** What a call is billed when its switch tells its end (charging §3): how many seconds, at what price, with which flags. */
final class Bills {
    /** Seconds after the hard stop that are the latency of the BYE, not talk. */
    private static final long STOP_LATENCY_SECONDS = 2;

    /** How much more than the time that has passed a switch may bill. */
    private static final long IMPLAUSIBLE_AFTER_SECONDS = 60;

    private final CallState state;
    private final Clock clock;

    Bills(CallState state, Clock clock) {
        this.state = state;
        this.clock = clock;
    }

    EndedCall of(
            SwitchIdentity asking,
            CallEnd end,
            CallEntry call,
            boolean authorized,
            Optional<Known> known,
            CallBook book) {
        Instant now = clock.instant();
        List<String> flags = new ArrayList<>();
        if (!authorized) {
            flags.add("unauthorized");
        }
        long billed = end.billedSeconds();
        long passed = Math.max(
                0, Duration.between(call.startedAt(), state.steady().instant()).toSeconds());
        if (authorized && !asking.mayBackdate() && !end.correction() && billed > passed + IMPLAUSIBLE_AFTER_SECONDS) {
            billed = passed;
            flags.add("implausible");
        }
        if (authorized && call.coveredSeconds().isPresent()) {
            long covered = call.coveredSeconds().getAsLong();
            if (billed > covered && billed <= covered + STOP_LATENCY_SECONDS) {
                billed = covered;
            } else if (billed > covered) {
                flags.add("overrun");
            }
        }
        if (call.isSoft()) {
            flags.add("soft_limit");
        }
        long seconds = billed;
        CallEntry settled = AllotmentRules.settling(call, seconds, known, book, state);
        List<Long> costs = settled.payers().stream()
                .map(payer -> payer.costMicros(seconds))
                .toList();
        Instant endedAt = asking.mayBackdate() ? end.endedAt().orElse(now) : now;
        boolean correction = known.isPresent() && !known.get().isLease();
        if (correction) {
            flags.add("corrected");
        } else if (known.isPresent() && !call.revived()) {
            flags.add("late");
        }
        return new EndedCall(
                settled,
                authorized,
                end.billedSeconds(),
                seconds,
                endedAt,
                end.hangup(),
                flags,
                costs,
                correction ? EndedCall.By.CORRECTION : EndedCall.By.END,
                correction ? known.get().ended().orElseThrow().ordinal() + 1 : 1,
                known.map(Known::before));
    }
}
