package org.trunkline.limits.internal;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.trunkline.kernel.AccountId;
import org.trunkline.limits.state.CallEntry;
import org.trunkline.limits.state.CallEntry.Level;
import org.trunkline.limits.state.EndedCall;
import org.trunkline.rating.Rate;
import org.trunkline.rating.RateLookup;
import org.trunkline.rating.RateQuery;

/**
 * What calls of a period would have cost by their deck as it is now, and the sums of the differences.
 *
 * @param calls which calls are meant, by their account
 * @param levels which of their levels
 * @param carriers what root pays carriers, where it pays from the deck
 */
record Repricing(
        Predicate<AccountId> calls,
        Predicate<Level> levels,
        Predicate<Level> carriers,
        Questions questions,
        RateLookup rates,
        Map<AccountId, Sum> sums) {

    /** What the calls that one account paid for cost; amounts in its currency. */
    static final class Sum {
        private String currency = "";
        private long callCount;
        private long oldMicros;
        private long newMicros;
        private long withoutRateCount;

        String currency() {
            return currency;
        }

        long callCount() {
            return callCount;
        }

        long oldMicros() {
            return oldMicros;
        }

        long newMicros() {
            return newMicros;
        }

        /** How many calls have no rate in the deck as it is now: their charges stay. */
        long withoutRateCount() {
            return withoutRateCount;
        }

        private void add(Level level, long before, long after) {
            currency = level.currency();
            callCount++;
            oldMicros = Math.addExact(oldMicros, before);
            newMicros = Math.addExact(newMicros, after);
        }
    }

    /** @param forRoot what root pays carriers is meant too */
    static Repricing of(
            String deck,
            Predicate<AccountId> calls,
            Predicate<Level> levels,
            boolean forRoot,
            Questions questions,
            RateLookup rates) {
        Predicate<Level> fromDeck = level -> level.isCharged()
                && level.rate().filter(rate -> rate.deck().equals(deck)).isPresent();
        Predicate<Level> carriers = level -> forRoot && fromDeck.test(level);
        return new Repricing(calls, fromDeck.and(levels), carriers, questions, rates, new TreeMap<>());
    }

    /** Returns whether the call has something to do with it. */
    boolean isMeant(EndedCall ended) {
        return ended.billedSeconds() > 0
                && ended.call().account().filter(calls).isPresent()
                && (ended.call().levels().stream().anyMatch(levels)
                        || ended.call().facts().carrier().filter(carriers).isPresent());
    }

    /** Returns the call as it should have been charged. */
    CallEntry priced(CallEntry call) {
        RateQuery query = questions.query(call);
        List<Level> priced = call.levels().stream()
                .map(level -> paying(level, corrected(level, query)))
                .toList();
        CallEntry.Facts facts = call.facts();
        Optional<Level> carrier = facts.carrier().map(level -> paying(level, correctedCost(level, query)));
        return call.priced(priced, facts.costing(carrier));
    }

    private static Level paying(Level level, Optional<Rate> corrected) {
        return corrected.isPresent() ? level.paying(corrected) : level;
    }

    private Optional<Rate> corrected(Level level, RateQuery query) {
        return levels.test(level) ? rates.findCorrected(level.account(), query) : Optional.empty();
    }

    private Optional<Rate> correctedCost(Level carrier, RateQuery query) {
        return carriers.test(carrier) ? rates.carrierCostCorrected(query) : Optional.empty();
    }

    /** Adds one call to the sums. */
    void count(EndedCall before, CallEntry after) {
        RateQuery query = questions.query(after);
        int levelCount = after.levels().size();
        for (int i = 0; i < after.payers().size(); i++) {
            Level level = before.call().payers().get(i);
            if (i < levelCount ? levels.test(level) : carriers.test(level)) {
                Sum sum = sums.computeIfAbsent(level.account(), account -> new Sum());
                boolean known = (i < levelCount ? corrected(level, query) : correctedCost(level, query)).isPresent();
                sum.withoutRateCount += known ? 0 : 1;
                sum.add(level, before.costMicros().get(i), after.payers().get(i).costMicros(before.billedSeconds()));
            }
        }
    }

    /** A period of calls, by their end. */
    record Period(Instant from, Instant to) {}
}
