package org.trunkline.benchmarks;

import java.time.Instant;
import java.util.Optional;
import org.trunkline.kernel.AccountId;
import org.trunkline.rating.EventQuery;
import org.trunkline.rating.EventRate;
import org.trunkline.rating.ExchangeRate;
import org.trunkline.rating.Rate;
import org.trunkline.rating.RateLookup;
import org.trunkline.rating.RateQuery;

/** The same rate for every call. */
record OneRate(AccountId owner, Rate rate) implements RateLookup {
    @Override
    public Optional<Rate> find(AccountId payer, RateQuery query) {
        return Optional.of(rate);
    }

    @Override
    public Optional<Rate> findCorrected(AccountId payer, RateQuery query) {
        return Optional.of(rate);
    }

    @Override
    public Optional<AccountId> deckOwner(AccountId payer) {
        return Optional.of(owner);
    }

    @Override
    public Optional<Rate> carrierCost(RateQuery query) {
        return Optional.empty();
    }

    @Override
    public Optional<EventRate> event(AccountId payer, EventQuery query) {
        return Optional.empty();
    }

    @Override
    public Optional<Rate> carrierCostCorrected(RateQuery query) {
        return carrierCost(query);
    }

    @Override
    public Optional<ExchangeRate> exchange(String from, String to, Instant at) {
        return Optional.empty();
    }
}
