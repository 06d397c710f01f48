package org.trunkline.limits.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.trunkline.limits.Billing;
import org.trunkline.limits.Limits;
import org.trunkline.limits.Reason;
import org.trunkline.limits.internal.Question.AskedLevel;
import org.trunkline.limits.state.CallBook;
import org.trunkline.limits.state.CallEntry.Level;
import org.trunkline.rating.Direction;
import org.trunkline.rating.Price;
import org.trunkline.rating.Rate;

/** Steps 4 to 7 of charging §2: what all levels say to a call. Pure: reads the book, changes nothing. */
final class AdmissionRules {
    /** Q of charging §3: a first grant, and a renewal, covers this many seconds more. */
    static final long QUANTUM_SECONDS = 60;

    /** No call lasts longer. */
    static final long LONGEST_SECONDS = 12 * 3600L;

    /** What a switch that cannot renew gets at most. */
    static final long UNRENEWED_SECONDS_MAX = 3600;

    private AdmissionRules() {}

    /** @param ledgerDown nothing new may be charged: what was charged before may not have been posted */
    static Outcome decide(Question question, CallBook book, boolean ledgerDown) {
        List<Refusal> refusals = new ArrayList<>();
        if (!question.callBack()) {
            Stream.concat(question.levels().stream(), question.hardOnly().stream())
                    .forEach(level -> hardLimits(question, level, book, refusals));
        }
        List<Level> levels = new ArrayList<>();
        Optional<Reason> free = freeEverywhere(question);
        if (free.isPresent()) {
            question.levels().forEach(level -> levels.add(level(level, Billing.FREE, null)));
        } else {
            billings(question, book, levels, refusals);
        }
        Outcome money = Credit.hold(question, book, levels, refusals, ledgerDown);
        if (!refusals.isEmpty()) {
            return new Outcome.Refused(
                    refusals.stream().sorted(Refusal.PRECEDENCE).toList());
        }
        Outcome.Granted granted = (Outcome.Granted) money;
        return new Outcome.Granted(
                free.orElseGet(() -> reason(question, granted.levels())),
                granted.levels(),
                granted.coveredSeconds(),
                granted.expectedSeconds());
    }

    /**
     * What a call that has ended already would have been: what refuses does not matter any more, a level that would have
     * refused pays per minute if it has a rate.
     */
    static Outcome.Granted asEnded(Question question, CallBook book) {
        List<Level> levels = new ArrayList<>();
        Optional<Reason> free = freeEverywhere(question);
        if (free.isPresent()) {
            question.levels().forEach(level -> levels.add(level(level, Billing.FREE, null)));
        } else {
            billings(question, book, levels, new ArrayList<>());
        }
        return new Outcome.Granted(
                free.orElseGet(() -> reason(question, levels)), levels, OptionalLong.empty(), OptionalLong.empty());
    }

    private static void hardLimits(Question question, AskedLevel level, CallBook book, List<Refusal> refusals) {
        Limits limits = level.limits();
        if (!limits.enabled()) {
            return;
        }
        CallBook.Usage usage = book.usage(level.account().id());
        if (limits.calls() != Limits.UNLIMITED
                && usage.conversations() >= limits.calls()
                && !book.counts(level.account().id(), question.conversation())) {
            refusals.add(refusal(Reason.CALLS_MAX_REACHED, level));
        }
        if (limits.resourceConsumingCalls() != Limits.UNLIMITED
                && !question.onNet()
                && usage.offNet() >= limits.resourceConsumingCalls()) {
            refusals.add(refusal(Reason.RESOURCE_CONSUMING_CALLS_MAX_REACHED, level));
        }
    }

    private static Optional<Reason> freeEverywhere(Question question) {
        if (question.tollFree() && question.direction() == Direction.OUTBOUND) {
            return Optional.of(Reason.TOLL_FREE);
        }
        return question.onNet() ? Optional.of(Reason.ON_NET) : Optional.empty();
    }

    private static void billings(Question question, CallBook book, List<Level> levels, List<Refusal> refusals) {
        Billing below = null;
        for (AskedLevel asked : question.levels()) {
            Level level = billing(question, asked, book, below, refusals);
            levels.add(level);
            below = level.billing();
        }
    }

    /** How one level takes the call; a level that refuses says so in {@code refusals}. */
    private static Level billing(
            Question question, AskedLevel asked, CallBook book, Billing below, List<Refusal> refusals) {
        Limits limits = asked.limits();
        if (asked.account().isRoot() || !limits.enabled() || isExempt(question, limits)) {
            return level(asked, Billing.FREE, null);
        }
        boolean paidBelow = below == Billing.FLAT_RATE
                || below == Billing.FLAT_RATE_BURST
                || below == Billing.ALLOTMENT
                || below == Billing.NONE;
        if (paidBelow && !limits.hasTrunks()) {
            return level(asked, Billing.NONE, null);
        }
        if (question.covered()) {
            Optional<Level> trunk = flatRate(question, asked, book);
            if (trunk.isPresent()) {
                return trunk.get();
            }
        }
        if (!limits.allowPrepay() && !limits.allowPostpay()) {
            refusals.add(
                    refusal(question.covered() ? Reason.TRUNKS_MAX_REACHED : Reason.PER_MINUTE_NOT_ALLOWED, asked));
        } else if (asked.rate().isEmpty()) {
            refusals.add(refusal(Reason.NO_RATE, asked));
        }
        return new Level(
                asked.account().id(),
                asked.seller(),
                Billing.PER_MINUTE,
                Optional.empty(),
                0,
                asked.account().currency(),
                asked.rate(),
                0);
    }

    /** over(d) = max(0, used − trunks) with this leg; the overflow of both directions shares the two-way trunks. */
    private static Optional<Level> flatRate(Question question, AskedLevel asked, CallBook book) {
        Limits limits = asked.limits();
        CallBook.Usage usage = book.usage(asked.account().id());
        boolean inbound = question.direction() == Direction.INBOUND;
        long overIn = over(usage.inbound() + (inbound ? 1 : 0), limits.trunks().inbound());
        long overOut =
                over(usage.outbound() + (inbound ? 0 : 1), limits.trunks().outbound());
        long over = overIn + overOut;
        if (question.callBack()
                || limits.trunks().twoway() == Limits.UNLIMITED
                || over <= limits.trunks().twoway()) {
            boolean own = (inbound ? overIn : overOut) == 0;
            return Optional.of(
                    level(asked, Billing.FLAT_RATE, own ? question.direction().wireName() : "twoway"));
        }
        if (limits.trunks().burst() == Limits.UNLIMITED
                || over <= limits.trunks().twoway() + (long) limits.trunks().burst()) {
            return Optional.of(level(asked, Billing.FLAT_RATE_BURST, "burst"));
        }
        return Optional.empty();
    }

    private static long over(int used, int trunks) {
        return trunks == Limits.UNLIMITED ? 0 : Math.max(0, used - trunks);
    }

    private static boolean isExempt(Question question, Limits limits) {
        return limits.exemptResourceTypes().contains(question.attempt().resourceType());
    }

    private static Reason reason(Question question, List<Level> levels) {
        AskedLevel account = question.levels().get(0);
        return switch (levels.get(0).billing()) {
            case FLAT_RATE -> Reason.FLAT_RATE;
            case FLAT_RATE_BURST -> Reason.FLAT_RATE_BURST;
            case ALLOTMENT -> Reason.ALLOTMENT;
            case PER_MINUTE -> Reason.PER_MINUTE;
            case FREE, NONE -> account.limits().enabled() ? Reason.EXEMPT : Reason.LIMITS_DISABLED;
        };
    }

    static Refusal refusal(Reason reason, AskedLevel level) {
        return new Refusal(reason, Optional.of(level.account().id()), level.distance());
    }

    private static Level level(AskedLevel asked, Billing billing, String trunk) {
        return new Level(
                asked.account().id(),
                asked.seller(),
                billing,
                Optional.ofNullable(trunk),
                0,
                asked.account().currency(),
                Optional.empty(),
                0);
    }

    /** Returns for how long the money of all levels lasts, each given what it may spend; empty when for ever. */
    static OptionalLong reach(List<Level> levels, ToLongFunction<Level> spendable) {
        long least = Price.UNBOUNDED;
        for (Level level : levels) {
            if (level.isPerMinute() && level.rate().isPresent()) {
                Rate rate = level.rate().get();
                least = Math.min(least, rate.price().reachSeconds(Math.max(0, spendable.applyAsLong(level))));
            }
        }
        return least == Price.UNBOUNDED ? OptionalLong.empty() : OptionalLong.of(least);
    }
}
