package org.trunkline.limits.internal;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.trunkline.limits.Billing;
import org.trunkline.limits.Limits;
import org.trunkline.limits.Reason;
import org.trunkline.limits.internal.Question.AskedLevel;
import org.trunkline.limits.state.CallBook;
import org.trunkline.limits.state.CallEntry.Level;
import org.trunkline.limits.state.FraudMemory;
import org.trunkline.rating.Direction;

/** Steps 4 to 7 of charging §2: what all levels say to a call. Pure: reads the book, changes nothing. */
final class AdmissionRules {
    /** Q of charging §3: a first grant, and a renewal, covers this many seconds more. */
    static final long QUANTUM_SECONDS = 60;

    /** No call lasts longer. */
    static final long LONGEST_SECONDS = Limits.CALL_SECONDS_MAX;

    /** What a switch that cannot renew gets at most. */
    static final long UNRENEWED_SECONDS_MAX = 3600;

    private final Question question;
    private final CallBook book;
    private final Tally tally;
    private final Trace trace;
    private final Level[] levels;

    private AdmissionRules(Question question, CallBook book, Trace trace) {
        this.question = question;
        this.book = book;
        this.trace = trace;
        tally = new Tally(question, trace);
        levels = new Level[question.levels().size()];
    }

    /** @param ledgerDown what was charged before may not have been posted */
    static Outcome decide(Question question, CallBook book, FraudMemory fraud, boolean ledgerDown, Trace trace) {
        return new AdmissionRules(question, book, trace).decide(fraud, ledgerDown);
    }

    private Outcome decide(FraudMemory fraud, boolean ledgerDown) {
        if (!question.callBack()) {
            HardLimits hard = new HardLimits(question, book, fraud, tally, trace);
            question.levels().forEach(hard::check);
            question.hardOnly().forEach(hard::check);
        }
        Optional<Reason> free = billings();
        Credit.Hold hold = new Credit(question, book, tally, trace, ledgerDown).hold(Arrays.asList(levels));
        for (int i = 0; i < levels.length; i++) {
            if (!tally.isRefusedBy(question.levels().get(i))) {
                trace.taken(question.levels().get(i), levels[i].billing());
            }
        }
        if (tally.isRefused()) {
            return new Outcome.Refused(tally.refusals());
        }
        return new Outcome.Granted(
                free.orElseGet(this::reason), List.of(levels), hold.coveredSeconds(), hold.expectedSeconds());
    }

    /**
     * What a call that has ended already would have been: what refuses does not matter any more, a level that would have
     * refused pays per minute if it has a rate.
     */
    static Outcome.Granted asEnded(Question question, CallBook book) {
        AdmissionRules rules = new AdmissionRules(question, book, Trace.NONE);
        Optional<Reason> free = rules.billings();
        return new Outcome.Granted(
                free.orElseGet(rules::reason), List.of(rules.levels), OptionalLong.empty(), OptionalLong.empty());
    }

    /** Step 5 and, where the call is not free on every level, 6. */
    private Optional<Reason> billings() {
        Optional<Reason> free = freeEverywhere();
        Billing below = null;
        for (int i = 0; i < levels.length; i++) {
            AskedLevel asked = question.levels().get(i);
            levels[i] = free.isPresent() ? level(asked, Billing.FREE, null) : billing(asked, below);
            below = levels[i].billing();
        }
        return free;
    }

    private Optional<Reason> freeEverywhere() {
        if (question.tollFree() && question.direction() == Direction.OUTBOUND) {
            return Optional.of(Reason.TOLL_FREE);
        }
        return question.onNet() ? Optional.of(Reason.ON_NET) : Optional.empty();
    }

    /** How one level takes the call; a level that refuses says so in the tally. */
    private Level billing(AskedLevel asked, Billing below) {
        Limits limits = asked.limits();
        if (asked.account().isRoot() || !limits.enabled() || isExempt(limits)) {
            return level(asked, Billing.FREE, null);
        }
        boolean paidBelow = below == Billing.FLAT_RATE
                || below == Billing.FLAT_RATE_BURST
                || below == Billing.ALLOTMENT
                || below == Billing.NONE;
        if (paidBelow && !limits.hasTrunks()) {
            return level(asked, Billing.NONE, null);
        }
        Optional<Level> free = AllotmentRules.level(question, asked, tally.isSoftened(asked), book, trace);
        if (free.isPresent()) {
            return free.get();
        }
        if (isCovered(limits)) {
            Level trunk = flatRate(asked);
            if (trunk != null) {
                return trunk;
            }
        }
        return perMinute(asked);
    }

    private Level perMinute(AskedLevel asked) {
        Limits limits = asked.limits();
        if (!limits.allowPrepay() && !limits.allowPostpay()) {
            Reason reason = isCovered(limits) ? Reason.TRUNKS_MAX_REACHED : Reason.PER_MINUTE_NOT_ALLOWED;
            trace.refused(asked, reason);
            tally.refuse(asked, reason);
        } else if (asked.rate().isEmpty()) {
            trace.refused(asked, Reason.NO_RATE);
            tally.refuse(asked, Reason.NO_RATE);
        }
        if (limits.caps().onPrice() && asked.rate().isPresent()) {
            boolean refused =
                    PriceCaps.exceeded(limits.caps(), asked.rate().get().price());
            trace.priced(asked, asked.rate().get(), refused);
            if (refused) {
                tally.refuse(asked, Reason.PRICE_MAX_EXCEEDED);
            }
        }
        return new Level(
                asked.account().id(),
                asked.seller(),
                Billing.PER_MINUTE,
                Optional.empty(),
                0,
                asked.account().currency(),
                asked.rate(),
                0,
                tally.isSoftened(asked),
                Optional.empty());
    }

    /**
     * over(d) = max(0, used − trunks) with this leg; the overflow of both directions shares the two-way trunks.
     *
     * @return null where no trunk is left
     */
    private Level flatRate(AskedLevel asked) {
        Limits.Trunks trunks = asked.limits().allTrunks();
        CallBook.Usage usage = book.usage(asked.meter());
        boolean inbound = question.direction() == Direction.INBOUND;
        long overIn = over(usage.inbound() + (inbound ? 1 : 0), trunks.inbound());
        long overOut = over(usage.outbound() + (inbound ? 0 : 1), trunks.outbound());
        long over = overIn + overOut;
        boolean fits = question.callBack() || trunks.twoway() == Limits.UNLIMITED || over <= trunks.twoway();
        boolean bursts = trunks.burst() == Limits.UNLIMITED || over <= trunks.twoway() + (long) trunks.burst();
        trace.trunks(asked, overIn, overOut, fits || bursts);
        if (fits) {
            boolean own = (inbound ? overIn : overOut) == 0;
            return level(asked, Billing.FLAT_RATE, own ? question.direction().wireName() : "twoway");
        }
        return bursts ? level(asked, Billing.FLAT_RATE_BURST, "burst") : null;
    }

    private static long over(int used, int trunks) {
        return trunks == Limits.UNLIMITED ? 0 : Math.max(0, used - trunks);
    }

    private boolean isCovered(Limits limits) {
        return limits.covers(question.number(), question.direction(), question.covered());
    }

    private boolean isExempt(Limits limits) {
        return limits.exemptResourceTypes().contains(question.attempt().resourceType());
    }

    private Reason reason() {
        AskedLevel account = question.levels().get(0);
        if (tally.isSoftened(account)) {
            return Reason.SOFT_LIMIT;
        }
        return switch (levels[0].billing()) {
            case FLAT_RATE -> Reason.FLAT_RATE;
            case FLAT_RATE_BURST -> Reason.FLAT_RATE_BURST;
            case ALLOTMENT -> Reason.ALLOTMENT;
            case PER_MINUTE -> Reason.PER_MINUTE;
            case FREE, NONE -> account.limits().enabled() ? Reason.EXEMPT : Reason.LIMITS_DISABLED;
        };
    }

    private Level level(AskedLevel asked, Billing billing, String trunk) {
        return new Level(
                asked.account().id(),
                asked.seller(),
                billing,
                Optional.ofNullable(trunk),
                0,
                asked.account().currency(),
                Optional.empty(),
                0,
                tally.isSoftened(asked),
                Optional.empty());
    }
}
