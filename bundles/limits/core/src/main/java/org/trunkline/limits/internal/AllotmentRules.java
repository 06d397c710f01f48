package org.trunkline.limits.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.trunkline.kernel.AccountId;
import org.trunkline.limits.Allotment;
import org.trunkline.limits.Allotment.WhenUsedUp;
import org.trunkline.limits.Billing;
import org.trunkline.limits.Limits;
import org.trunkline.limits.internal.Question.AskedLevel;
import org.trunkline.limits.state.AllotmentHold;
import org.trunkline.limits.state.CallBook;
import org.trunkline.limits.state.CallEntry;
import org.trunkline.limits.state.CallEntry.Level;
import org.trunkline.limits.state.CallState;
import org.trunkline.limits.state.EndedCall;
import org.trunkline.rating.Price;
import org.trunkline.rating.Rate;

/** Free seconds: the first of the ways in which a level takes a call (charging §2.6). */
final class AllotmentRules {
    private AllotmentRules() {}

    /**
     * Returns the level on its allotment, holding nothing yet; empty if there is none for this call, or nothing left of it.
     *
     * @param soft a soft limit of the level has passed the call: no money is held for what comes after the free seconds
     */
    static Optional<Level> level(Question question, AskedLevel asked, boolean soft, CallBook book, Trace trace) {
        Optional<Allotment> found = asked.limits().allotment(question.direction(), question.classification());
        if (found.isEmpty()) {
            return Optional.empty();
        }
        Allotment allotment = found.get();
        AllotmentHold hold = AllotmentHold.of(allotment, book.cycleTime());
        long left = book.allotmentLeftSeconds(asked.account().id(), allotment, hold.begunAt());
        boolean fits = hold.neededSeconds(hold.noConsumeSeconds() + 1L) <= left;
        trace.allotment(asked, allotment, left, fits);
        if (!fits) {
            return Optional.empty();
        }
        return Optional.of(new Level(
                asked.account().id(),
                asked.seller(),
                Billing.ALLOTMENT,
                Optional.empty(),
                0,
                asked.account().currency(),
                rate(asked, allotment),
                0,
                soft,
                Optional.of(hold)));
    }

    /** Returns what the call pays when it goes on after its allotment; empty where it may not. */
    private static Optional<Rate> rate(AskedLevel asked, Allotment allotment) {
        Limits limits = asked.limits();
        boolean mayPay = limits.allowPrepay() || limits.allowPostpay();
        return allotment.whenUsedUp() == WhenUsedUp.CONTINUE && mayPay
                ? asked.rate()
                        .filter(rate -> !limits.caps().onPrice() || !PriceCaps.exceeded(limits.caps(), rate.price()))
                : Optional.empty();
    }

    /** Returns how much of its allotment a call may hold in all: what it holds, and what is left. */
    static long availableSeconds(Level level, Limits limits, CallBook book) {
        AllotmentHold hold = level.allotment().orElseThrow();
        return Math.max(hold.heldSeconds(), hold.heldSeconds() + leftSeconds(level, limits, book));
    }

    private static long leftSeconds(Level level, Limits limits, CallBook book) {
        AllotmentHold hold = level.allotment().orElseThrow();
        Allotment allotment = limits.allotments().get(hold.name());
        // one that was taken away meanwhile has nothing left
        return allotment == null ? 0 : book.allotmentLeftSeconds(level.account(), allotment, hold.begunAt());
    }

    /**
     * Returns how long one level lasts: on its allotment, then on its money.
     *
     * @param availableSeconds of the allotment in all; of no meaning without one
     */
    static long reachSeconds(Level level, long micros, long availableSeconds) {
        Optional<Price> price = level.price();
        long money = price.isPresent() ? price.get().reachSeconds(Math.max(0, micros)) : 0;
        return level.allotment().isEmpty() || money == Price.UNBOUNDED
                ? money
                : level.allotment().get().reachSeconds(availableSeconds) + money;
    }

    /** Returns the level holding for so many seconds, first of its allotment, then money. */
    static Level covering(Level level, long seconds, long availableSeconds) {
        if (level.allotment().isEmpty()) {
            return level.covering(seconds);
        }
        return level.using(level.allotment().get().covering(seconds, availableSeconds))
                .covering(seconds);
    }

    /** Returns a call that is to be settled, as below, with what is known of earlier settlements. */
    static CallEntry settling(CallEntry call, long seconds, Optional<Known> known, CallBook book, CallState state) {
        List<Long> taken =
                known.flatMap(Known::ended).map(EndedCall::takenSeconds).orElse(List.of());
        return settling(call, seconds, state.find(call.key()).isPresent(), taken, book, state::limits);
    }

    /**
     * Returns a call that is to be settled with what it takes from its allotments: what it held, and where it has lasted
     * longer, what is left now. A call that was settled before takes what it took then, and what is left now.
     *
     * @param live whether it holds something until now
     * @param takenBefore by each level, when it was settled before; empty where none was
     */
    static CallEntry settling(
            CallEntry call,
            long seconds,
            boolean live,
            List<Long> takenBefore,
            CallBook book,
            Function<AccountId, Limits> limits) {
        if (!call.usesAllotment()) {
            return call;
        }
        List<Level> levels = new ArrayList<>(call.levels());
        for (int i = 0; i < levels.size(); i++) {
            Level level = levels.get(i);
            if (level.allotment().isPresent()) {
                long before = takenBefore.isEmpty() ? 0 : takenBefore.get(i);
                long own = live ? level.allotment().get().heldSeconds() : before;
                AllotmentHold hold = level.allotment().get().holding(own);
                long left = Math.max(0, leftSeconds(level, limits.apply(level.account()), book));
                levels.set(i, level.using(hold.covering(seconds, own + left)));
            }
        }
        return call.priced(levels, call.facts());
    }
}
