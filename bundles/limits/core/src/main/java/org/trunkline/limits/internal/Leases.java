package org.trunkline.limits.internal;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.trunkline.limits.Hangup;
import org.trunkline.limits.state.CallEntry;
import org.trunkline.limits.state.CallGlance;
import org.trunkline.limits.state.CallState;
import org.trunkline.limits.state.EndedCall;

/** Every allowed call is a lease (charging §4): one that nobody ends or renews is settled for what is known of it. */
final class Leases {
    private static final Logger LOG = LoggerFactory.getLogger(Leases.class);

    private static final long RINGING_SECONDS_MAX = 300;

    /** The hard stop, and some time for the news of it. */
    private static final long AFTER_STOP_SECONDS = 30;

    private final CallState state;
    private final Clock clock;

    Leases(CallState state, Clock clock) {
        this.state = state;
        this.clock = clock;
    }

    /** Returns the live calls whose lease is over. */
    List<CallEntry> over() {
        Instant now = state.steady().instant();
        return state.glances()
                .filter(call -> over(call).isBefore(now))
                .map(CallGlance::entry)
                .toList();
    }

    boolean isOver(CallEntry call) {
        return over(call).isBefore(state.steady().instant());
    }

    /** Returns when the lease of a call is over: never before its hard stop. */
    static Instant over(CallGlance call) {
        Instant stop = call.coveredSeconds().isPresent()
                ? start(call).plusSeconds(call.coveredSeconds().getAsLong() + AFTER_STOP_SECONDS)
                : lastBound(call);
        boolean leased = call.renews() && !call.isEmergency() && !call.isHeld();
        Instant lease = call.renewedAt().plusSeconds(Decisions.LEASE_SECONDS);
        return leased && lease.isBefore(stop) ? lease : stop;
    }

    /** Returns when any call is over, whatever is said of it. */
    static Instant lastBound(CallGlance call) {
        return start(call).plusSeconds(AdmissionRules.LONGEST_SECONDS + AFTER_STOP_SECONDS);
    }

    private static Instant start(CallGlance call) {
        return call.answeredAt().orElse(call.startedAt().plusSeconds(RINGING_SECONDS_MAX));
    }

    /**
     * Settles the call for the longest time that was confirmed, if that is still to be done.
     *
     * @param flags say why
     */
    void settle(
            CallEntry seen,
            Predicate<CallEntry> still,
            List<String> flags,
            Optional<EndedCall.Before> before,
            Optional<EndedCall> earlier) {
        state.atomically(seen.partition(), false, seen.counted(), book -> {
            Optional<CallEntry> call = state.find(seen.key()).filter(still);
            call.ifPresent(over -> {
                long seconds = seconds(over);
                LOG.warn(
                        "Call settled, no end was told: call={} account={} seconds={} flags={}",
                        over.key(),
                        over.account().map(Object::toString).orElse(""),
                        seconds,
                        flags);
                book.end(settled(
                        AllotmentRules.settling(over, seconds, true, List.of(), book, state::limits),
                        seconds,
                        flags,
                        before,
                        earlier.map(EndedCall::ordinal).orElse(0) + 1));
            });
            return null;
        });
    }

    /** Forgets a call that was settled before, by another node. */
    void drop(CallEntry seen) {
        LOG.warn("Call was settled elsewhere: call={}", seen.key());
        state.atomically(seen.partition(), false, seen.counted(), book -> {
            if (state.find(seen.key()).isPresent()) {
                book.drop(seen.key());
            }
            return null;
        });
    }

    private EndedCall settled(
            CallEntry call, long seconds, List<String> flags, Optional<EndedCall.Before> before, int ordinal) {
        return new EndedCall(
                call,
                true,
                seconds,
                seconds,
                clock.instant(),
                Hangup.UNKNOWN,
                flags,
                call.payers().stream().map(payer -> payer.costMicros(seconds)).toList(),
                EndedCall.By.LEASE,
                ordinal,
                before);
    }

    /** Never less than a renewal has confirmed; an answered call has lasted a second at least. */
    private static long seconds(CallEntry call) {
        return Math.max(call.confirmedSeconds(), call.answeredAt().isPresent() ? 1 : 0);
    }
}
