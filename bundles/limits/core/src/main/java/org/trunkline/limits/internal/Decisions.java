package org.trunkline.limits.internal;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.Predicate;
import org.trunkline.kernel.AccountId;
import org.trunkline.limits.CallAttempt;
import org.trunkline.limits.CallDecision;
import org.trunkline.limits.CallDecision.FreeSeconds;
import org.trunkline.limits.CallDecision.LevelTerms;
import org.trunkline.limits.Limits;
import org.trunkline.limits.Reason;
import org.trunkline.limits.state.CallEntry;
import org.trunkline.rating.Direction;

/** Puts decisions into the words of the API, showing each reader only the levels that it may see. */
final class Decisions {
    static final long LEASE_SECONDS = 900;

    /** When a call without a charge is renewed, to keep its lease. */
    private static final long LEASE_RENEW_SECONDS = 600;

    /** How long before the hard stop the switch asks again: as long as a quantum allows, and just before a final one. */
    private static final long RENEW_BEFORE_SECONDS = 20;

    private static final long RENEW_BEFORE_LAST_SECONDS = 5;

    private Decisions() {}

    /**
     * Returns what is said to a call that is allowed.
     *
     * @param visible the levels that the switch may see: those inside its scope
     * @param limits of an account
     */
    static CallDecision allowed(
            CallEntry call, Predicate<AccountId> visible, boolean ended, Function<AccountId, Limits> limits) {
        long first = call.firstSeconds().orElse(0);
        LevelTerms[] levels = new LevelTerms[call.levels().size()];
        int count = 0;
        for (CallEntry.Level level : call.levels()) {
            if (visible.test(level.account())) {
                levels[count++] = terms(level, first, ended);
            }
        }
        return new CallDecision(
                call.key(),
                call.reason(),
                200,
                call.account(),
                call.isEmergency() ? "emergency" : call.classification(),
                call.number(),
                call.isEmergency(),
                ended ? OptionalLong.of(0) : call.firstSeconds(),
                renewAfter(call.firstSeconds(), false, 0),
                call.expectedSeconds(),
                LEASE_SECONDS,
                List.of(count == levels.length ? levels : Arrays.copyOf(levels, count)),
                Optional.empty(),
                ended,
                redirectTo(call, limits));
    }

    private static LevelTerms terms(CallEntry.Level level, long first, boolean ended) {
        return new LevelTerms(
                level.account(),
                level.billing(),
                level.trunk(),
                ended || level.soft() && level.heldMicros() == 0 ? 0 : level.costMicros(first),
                level.currency(),
                level.rate(),
                level.allotment().isEmpty() ? Optional.empty() : Optional.of(freeSeconds(level, first, ended)));
    }

    private static FreeSeconds freeSeconds(CallEntry.Level level, long first, boolean ended) {
        return new FreeSeconds(level.allotment().orElseThrow().name(), ended ? 0 : level.takenSeconds(first));
    }

    /** Calls on which the account itself spends money may end for want of it. */
    static Optional<String> redirectTo(CallEntry call, Function<AccountId, Limits> limits) {
        if (call.account().isEmpty()) {
            return Optional.empty();
        }
        AccountId account = call.account().get();
        for (CallEntry.Level level : call.levels()) {
            if (level.account().equals(account) && level.isHeld()) {
                Limits own = limits.apply(account);
                return Credit.canEnd(level, own, call.direction()) ? own.finalRedirect() : Optional.empty();
            }
        }
        return Optional.empty();
    }

    static CallDecision denied(
            CallAttempt attempt,
            Refusal refusal,
            Optional<AccountId> account,
            String classification,
            String number,
            Predicate<AccountId> visible) {
        boolean hidden = refusal.by().isPresent() && !visible.test(refusal.by().get());
        Reason reason = hidden ? Reason.UPSTREAM_UNAVAILABLE : refusal.reason();
        boolean inbound = attempt.direction() == Direction.INBOUND;
        return new CallDecision(
                attempt.key(),
                reason,
                inbound ? reason.sipCodeInbound() : reason.sipCodeOutbound(),
                account,
                classification,
                number,
                false,
                OptionalLong.empty(),
                0,
                OptionalLong.empty(),
                LEASE_SECONDS,
                List.of(),
                hidden ? Optional.empty() : refusal.by(),
                false,
                Optional.empty());
    }

    /**
     * Returns when the switch asks again, in seconds from answer: before the hard stop, and often enough to keep the lease.
     *
     * @param last no more was to be had than this
     * @param elapsed how long the call has lasted for all we know
     */
    static long renewAfter(OptionalLong covered, boolean last, long elapsed) {
        long forLease = elapsed + LEASE_RENEW_SECONDS;
        if (covered.isEmpty()) {
            return forLease;
        }
        long before = last ? RENEW_BEFORE_LAST_SECONDS : RENEW_BEFORE_SECONDS;
        return Math.max(1, Math.min(forLease, covered.getAsLong() - before));
    }
}
