package org.trunkline.limits.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import org.trunkline.kernel.AccountId;
import org.trunkline.limits.Limits;
import org.trunkline.limits.Reason;
import org.trunkline.limits.internal.Question.AskedLevel;
import org.trunkline.limits.state.CallBook;
import org.trunkline.limits.state.CallEntry;
import org.trunkline.limits.state.CallEntry.Level;
import org.trunkline.limits.state.Spent;
import org.trunkline.rating.Direction;
import org.trunkline.rating.Price;

/** The money side of charging §3 and §5: what may be spent, what a call holds, how far that reaches. */
final class Credit {
    private static final long UNKNOWN = Long.MIN_VALUE;

    private final Question question;
    private final CallBook book;
    private final Tally tally;
    private final Trace trace;
    private final boolean ledgerDown;
    /** What is free on each level, once somebody has asked. */
    private final long[] freeMicros;

    /**
     * What is held for a call.
     *
     * @param coveredSeconds for how long; empty where nothing is held and the call may last as long as any
     * @param expectedSeconds what today's credit would give; empty likewise
     */
    record Hold(OptionalLong coveredSeconds, OptionalLong expectedSeconds) {}

    Credit(Question question, CallBook book, Tally tally, Trace trace, boolean ledgerDown) {
        this.question = question;
        this.book = book;
        this.tally = tally;
        this.trace = trace;
        this.ledgerDown = ledgerDown;
        freeMicros = new long[question.levels().size()];
        Arrays.fill(freeMicros, UNKNOWN);
    }

    /** free = balance + postpay − held. What ended calls cost and is not posted yet counts as spent. */
    static long freeMicros(Limits limits, CallBook.Usage usage) {
        return usage.balanceMicros() + (limits.allowPostpay() ? limits.maxPostpayMicros() : 0) - usage.heldMicros();
    }

    /** Returns how much more may be spent before a cap is reached; as much as there is where there is no cap. */
    static long spendRoomMicros(Limits limits, CallBook book, AccountId account) {
        Limits.Caps caps = limits.caps();
        if (!caps.onSpend()) {
            return Long.MAX_VALUE;
        }
        Spent spent = book.spent(account);
        return Math.min(
                room(caps.hourMicros(), spent.hourMicros()),
                Math.min(room(caps.dayMicros(), spent.dayMicros()), room(caps.monthMicros(), spent.monthMicros())));
    }

    private static long room(long cap, long spent) {
        return cap == Limits.UNLIMITED ? Long.MAX_VALUE : cap - spent;
    }

    /** Returns the longest that a call may last by the caps of these levels. */
    private long longestSeconds() {
        long longest = AdmissionRules.LONGEST_SECONDS;
        for (AskedLevel level : question.levels()) {
            longest = Math.min(longest, longestSeconds(level.limits()));
        }
        for (AskedLevel level : question.hardOnly()) {
            longest = Math.min(longest, longestSeconds(level.limits()));
        }
        return longest;
    }

    static long longestSeconds(Limits limits) {
        return limits.enabled() ? limits.caps().callSeconds() : AdmissionRules.LONGEST_SECONDS;
    }

    /**
     * Holds the first grant on all levels that pay per minute or use an allotment; levels that cannot pay say so in the
     * tally. Levels whose billing was refused before take no part: their refusal comes first anyway.
     */
    Hold hold(List<Level> levels) {
        long longest = longestSeconds();
        long first = firstSeconds(levels, longest);
        while (soften(levels, first)) {
            // what a level would have needed that holds nothing now is nothing to the others
            first = firstSeconds(levels, longest);
        }
        OptionalLong expected = reach(levels);
        boolean held = false;
        for (int i = 0; i < levels.size(); i++) {
            Level level = levels.get(i);
            if (level.allotment().isPresent()) {
                levels.set(i, holdAllotment(i, level, first));
            } else if (level.isHeld() && level.rate().isPresent()) {
                levels.set(i, hold(i, level, first));
            }
            held = held || levels.get(i).isHeld();
        }
        if (!held && longest == AdmissionRules.LONGEST_SECONDS) {
            return new Hold(OptionalLong.empty(), OptionalLong.empty());
        }
        return new Hold(
                OptionalLong.of(held ? first : longest),
                OptionalLong.of(Math.min(longest, expected.orElse(Long.MAX_VALUE))));
    }

    /** Returns for how long the first grant is, by the levels that hold something. */
    private long firstSeconds(List<Level> levels, long longest) {
        long quantum = Math.min(longest, Math.max(AdmissionRules.QUANTUM_SECONDS, noChargeSeconds(levels) + 1));
        long wanted = question.attempt().renews() ? quantum : firstOfUnrenewed(levels, longest, quantum);
        return withinAllotments(levels, wanted);
    }

    /** Lets soft limits pass what their levels cannot pay for so long; returns whether one has. */
    private boolean soften(List<Level> levels, long seconds) {
        boolean softened = false;
        for (int i = 0; i < levels.size(); i++) {
            AskedLevel asked = question.levels().get(i);
            Level level = levels.get(i);
            if (asked.limits().soft(question.direction()) && level.isPerMinute() && level.isHeld()) {
                long cost = level.costMicros(seconds);
                if (!isThere(i, cost) && isAllowed(i, cost)) {
                    levels.set(i, hold(i, level, seconds));
                    softened = true;
                }
            }
        }
        return softened;
    }

    /** A call that may not, or cannot, pay for what comes after its allotment gets no more than that. */
    private long withinAllotments(List<Level> levels, long wanted) {
        long first = wanted;
        for (int i = 0; i < levels.size(); i++) {
            Level level = levels.get(i);
            if (level.allotment().isPresent()) {
                long available = availableSeconds(i, level);
                Level covering = AllotmentRules.covering(level, wanted, available);
                if (level.rate().isEmpty() || !isSoft(i) && !canPay(i, covering.heldMicros())) {
                    first = Math.min(first, level.allotment().get().reachSeconds(available));
                }
            }
        }
        return first;
    }

    /** What comes after the free seconds is held too; where it cannot be, a soft limit lets the call go on all the same. */
    private Level holdAllotment(int i, Level level, long seconds) {
        Level covering = AllotmentRules.covering(level, seconds, availableSeconds(i, level));
        long cost = covering.heldMicros();
        if (canPay(i, cost)) {
            return covering;
        }
        AskedLevel asked = asked(i);
        boolean poor = cost > freeMicros(i);
        boolean capped = cost > spendRoomMicros(asked.limits(), book, level.account());
        trace.softened(
                asked, poor ? Reason.INSUFFICIENT_CREDIT : capped ? Reason.SPEND_MAX_REACHED : Reason.UNAVAILABLE);
        return level.using(covering.allotment().orElseThrow()).softened();
    }

    private boolean canPay(int i, long cost) {
        return isThere(i, cost) && isAllowed(i, cost);
    }

    private boolean isThere(int i, long cost) {
        return cost == 0 || cost <= roomMicros(i);
    }

    private boolean isAllowed(int i, long cost) {
        return cost == 0 || !ledgerDown || mayGoOn(asked(i), cost);
    }

    private boolean isSoft(int i) {
        return asked(i).limits().soft(question.direction());
    }

    private long availableSeconds(int i, Level level) {
        return level.allotment().isPresent() ? AllotmentRules.availableSeconds(level, asked(i).limits(), book) : 0;
    }

    /** Returns for how long all levels last that can end the call, each given what it may spend; empty when for ever. */
    private OptionalLong reach(List<Level> levels) {
        long least = Price.UNBOUNDED;
        for (int i = 0; i < levels.size(); i++) {
            Level level = levels.get(i);
            if (canEnd(level, asked(i).limits(), question.direction())) {
                least = Math.min(least, AllotmentRules.reachSeconds(level, roomMicros(i), availableSeconds(i, level)));
            }
        }
        return least == Price.UNBOUNDED ? OptionalLong.empty() : OptionalLong.of(least);
    }

    /**
     * Returns whether the call ends where this level has no more for it: a soft limit lets a call go on that cannot be paid,
     * not one that has nothing to pay by.
     *
     * @param limits of the level, as they are now
     */
    static boolean canEnd(Level level, Limits limits, Direction direction) {
        return level.isHeld()
                && (level.rate().isPresent()
                        ? !level.soft() && !limits.soft(direction)
                        : level.allotment().isPresent());
    }

    private Level hold(int i, Level level, long seconds) {
        AskedLevel asked = asked(i);
        long cost = level.costMicros(seconds);
        if (cost == 0) {
            return level;
        }
        Limits limits = asked.limits();
        if (ledgerDown && !mayGoOn(asked, cost)) {
            trace.refused(asked, Reason.UNAVAILABLE);
            tally.refuse(asked, Reason.UNAVAILABLE);
            return level;
        }
        boolean pays = true;
        if (limits.caps().onSpend()) {
            pays = fits(asked, Reason.SPEND_MAX_REACHED, cost, spendRoomMicros(limits, book, level.account()));
        }
        // both are asked, so that an explanation tells both
        pays = fits(asked, Reason.INSUFFICIENT_CREDIT, cost, freeMicros(i)) && pays;
        return pays ? level.holding(cost) : level.softened();
    }

    private boolean fits(AskedLevel asked, Reason rule, long cost, long room) {
        boolean refused = cost > room;
        trace.money(asked, rule, cost, room, refused);
        if (refused) {
            tally.refuse(asked, rule);
        }
        return !refused;
    }

    /** While the ledger cannot be reached, what is held and owed cannot be looked up anywhere else. */
    private boolean mayGoOn(AskedLevel asked, long cost) {
        Limits.Failure failure = asked.limits().failure();
        CallBook.Usage usage = book.usage(asked.meter());
        return switch (failure.policy()) {
            case REFUSE -> false;
            case AMOUNT -> usage.heldMicros() + usage.owedMicros() + cost <= failure.maxMicros();
            case ALLOW -> true;
        };
    }

    /** What it gets is all that there is, up to an hour; where that pays for nothing, a quantum, which is then refused. */
    private long firstOfUnrenewed(List<Level> levels, long longest, long quantum) {
        OptionalLong reach = reach(levels);
        long most = Math.min(longest, AdmissionRules.UNRENEWED_SECONDS_MAX);
        long first = Math.min(most, reach.orElse(Long.MAX_VALUE));
        return first < most && first <= noChargeSeconds(levels) || first < 1 ? quantum : first;
    }

    /** Returns what the level may spend on this call: what is free, and under its caps. */
    private long roomMicros(int i) {
        AskedLevel asked = asked(i);
        return Math.min(
                freeMicros(i),
                spendRoomMicros(asked.limits(), book, asked.account().id()));
    }

    /** Returns the same however often it is asked, though postings come in meanwhile. */
    private long freeMicros(int i) {
        if (freeMicros[i] == UNKNOWN) {
            AskedLevel asked = asked(i);
            freeMicros[i] = freeMicros(asked.limits(), book.usage(asked.meter()));
        }
        return freeMicros[i];
    }

    private AskedLevel asked(int i) {
        return question.levels().get(i);
    }

    private static long noChargeSeconds(List<Level> levels) {
        long most = 0;
        for (Level level : levels) {
            if (level.isPerMinute() && level.isHeld() && level.rate().isPresent()) {
                most = Math.max(most, level.rate().get().price().noChargeSeconds());
            }
        }
        return most;
    }

    /** Returns the levels holding what so many seconds cost. */
    static List<Level> holding(CallEntry call, long seconds) {
        List<Level> levels = new ArrayList<>(call.levels().size());
        for (Level level : call.levels()) {
            levels.add(level.covering(seconds));
        }
        return levels;
    }
}
