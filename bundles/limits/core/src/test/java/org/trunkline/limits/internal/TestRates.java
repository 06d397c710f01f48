package org.trunkline.limits.internal;

import java.util.Optional;
import java.util.function.BiFunction;
import org.trunkline.kernel.AccountId;
import org.trunkline.rating.EventQuery;
import org.trunkline.rating.EventRate;
import org.trunkline.rating.Rate;
import org.trunkline.rating.RateLookup;
import org.trunkline.rating.RateQuery;

/** Rates of calls as a test has them; no event has one, and carriers cost nothing that is known. */
record TestRates(BiFunction<AccountId, RateQuery, Optional<Rate>> rates) implements RateLookup {
    @Override
    public Optional<Rate> find(AccountId payer, RateQuery query) {
        return rates.apply(payer, query);
    }

    @Override
    public Optional<Rate> findCorrected(AccountId payer, RateQuery query) {
        return find(payer, query);
    }

    @Override
    public Optional<Rate> carrierCost(RateQuery query) {
        return Optional.empty();
    }

    @Override
    public Optional<EventRate> event(AccountId payer, EventQuery query) {
        return Optional.empty();
    }
}
