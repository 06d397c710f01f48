package org.trunkline.limits.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import org.trunkline.kernel.AccountId;
import org.trunkline.limits.Limits;
import org.trunkline.limits.Reason;
import org.trunkline.limits.state.CallBook;
import org.trunkline.limits.state.CallEntry;
import org.trunkline.limits.state.CallEntry.Level;

/**
 * How far a call in progress may go on (charging §3, renew): as long as calls may at all, and as long as money and caps of
 * all its levels last, as they are now.
 *
 * @param coveredSeconds the new hard stop, never before the old one; empty where there is none
 * @param wantedSeconds what a renewal would like to cover
 * @param expectedSeconds what today's money would give
 * @param stop what stands behind the hard stop
 */
record Extension(OptionalLong coveredSeconds, List<Level> levels, long wantedSeconds, long expectedSeconds, Stop stop) {

    /** @param by the level whose money or cap it is; empty where the time itself is limited */
    record Stop(Reason reason, Optional<AccountId> by) {}

    /** Returns whether money or a cap gives the call less than a renewal wants. */
    boolean isShort() {
        return coveredSeconds.isPresent() && coveredSeconds.getAsLong() < wantedSeconds;
    }

    static Extension of(CallEntry call, CallBook book, Function<AccountId, Limits> limits, long elapsed) {
        long longest = longestSeconds(call, limits);
        if (!call.isHeld()) {
            return free(call, call.levels(), longest);
        }
        long covered = call.coveredSeconds().orElse(0);
        long wanted = Math.min(Math.max(covered, elapsed + AdmissionRules.QUANTUM_SECONDS), longest);
        long expected = longest;
        Stop stop = new Stop(Reason.CALL_SECONDS_MAX_REACHED, Optional.empty());
        for (Level level : call.levels()) {
            Limits own = limits.apply(level.account());
            if (Credit.canEnd(level, own, call.direction())) {
                Reach reach = Reach.of(level, own, book);
                if (reach.seconds() < expected) {
                    expected = reach.seconds();
                    stop = new Stop(reach.reason(), Optional.of(level.account()));
                }
            }
        }
        long granted = Math.max(covered, Math.min(wanted, expected));
        List<Level> levels = holding(call, book, limits, granted);
        return levels.stream().anyMatch(Level::isHeld)
                ? new Extension(OptionalLong.of(granted), levels, wanted, expected, stop)
                : free(call, levels, longest);
    }

    /** A call for which no level holds anything any more: it may last as long as any. */
    private static Extension free(CallEntry call, List<Level> levels, long longest) {
        // what has no hard stop gets one when it is limited meanwhile; what has one keeps one
        boolean endless = call.coveredSeconds().isEmpty() && longest == AdmissionRules.LONGEST_SECONDS;
        return new Extension(
                endless
                        ? OptionalLong.empty()
                        : OptionalLong.of(
                                Math.max(longest, call.coveredSeconds().orElse(0))),
                levels,
                longest,
                longest,
                new Stop(Reason.CALL_SECONDS_MAX_REACHED, Optional.empty()));
    }

    /** How long one level lasts, and what ends it. */
    private record Reach(long seconds, Reason reason) {
        static Reach of(Level level, Limits limits, CallBook book) {
            long used = level.heldMicros() + level.postedMicros();
            long free = Credit.freeMicros(limits, book.usage(level.account()));
            long room = Credit.spendRoomMicros(limits, book, level.account());
            long available = level.allotment().isPresent() ? AllotmentRules.availableSeconds(level, limits, book) : 0;
            long seconds = AllotmentRules.reachSeconds(level, used + Math.min(free, room), available);
            if (level.rate().isEmpty()) {
                return new Reach(seconds, Reason.ALLOTMENT_USED_UP);
            }
            return new Reach(seconds, room < free ? Reason.SPEND_MAX_REACHED : Reason.INSUFFICIENT_CREDIT);
        }
    }

    /** A level with a soft limit that can pay no longer goes on without a hold. */
    private static List<Level> holding(
            CallEntry call, CallBook book, Function<AccountId, Limits> limits, long seconds) {
        List<Level> levels = new ArrayList<>(call.levels().size());
        for (Level level : call.levels()) {
            Limits own = limits.apply(level.account());
            long available = level.allotment().isPresent() ? AllotmentRules.availableSeconds(level, own, book) : 0;
            Level covering = AllotmentRules.covering(level, seconds, available);
            long more = covering.heldMicros() - level.heldMicros();
            boolean pays = more <= 0
                    || !own.soft(call.direction())
                    || more <= Credit.freeMicros(own, book.usage(level.account()))
                            && more <= Credit.spendRoomMicros(own, book, level.account());
            levels.add(
                    pays
                            ? covering
                            : covering.allotment()
                                    .map(level::using)
                                    .orElse(level)
                                    .softened());
        }
        return levels;
    }

    /** The longest that the call may last, by the caps of all that it counts for. */
    private static long longestSeconds(CallEntry call, Function<AccountId, Limits> limits) {
        long longest = AdmissionRules.LONGEST_SECONDS;
        for (AccountId account : call.counted()) {
            longest = Math.min(longest, Credit.longestSeconds(limits.apply(account)));
        }
        return longest;
    }
}
