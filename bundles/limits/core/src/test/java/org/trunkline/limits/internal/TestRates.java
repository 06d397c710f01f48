package org.trunkline.limits.internal;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiFunction;
import org.trunkline.kernel.AccountId;
import org.trunkline.rating.EventPrice;
import org.trunkline.rating.EventQuery;
import org.trunkline.rating.EventRate;
import org.trunkline.rating.ExchangeRate;
import org.trunkline.rating.Price;
import org.trunkline.rating.Rate;
import org.trunkline.rating.RateLookup;
import org.trunkline.rating.RateQuery;

/** Rates as a test says; a deck is corrected by saying something else. */
record TestRates(
        BiFunction<AccountId, RateQuery, Optional<Rate>> rates,
        AtomicReference<Price> carrier,
        Map<AccountId, EventPrice> events,
        Map<AccountId, AccountId> deckOwners,
        List<ExchangeRate> exchanges)
        implements RateLookup {
    @Override
    public Optional<Rate> find(AccountId payer, RateQuery query) {
        return rates.apply(payer, query);
    }

    @Override
    public Optional<Rate> findCorrected(AccountId payer, RateQuery query) {
        return rates.apply(payer, query);
    }

    @Override
    public Optional<AccountId> deckOwner(AccountId payer) {
        return Optional.of(deckOwners.getOrDefault(payer, World.ROOT));
    }

    @Override
    public Optional<Rate> carrierCost(RateQuery query) {
        return Optional.ofNullable(carrier.get())
                .map(price -> new Rate("K-1", "K", "", "carriers", "1", price, "USD", OptionalLong.empty()));
    }

    @Override
    public Optional<EventRate> event(AccountId payer, EventQuery query) {
        return Optional.ofNullable(events.get(payer))
                .filter(price -> !query.service().equals("free"))
                .map(price -> new EventRate(
                        "0-" + query.service(), "any", "", "deck", 1, query.service(), "0", price, "USD"));
    }

    @Override
    public Optional<Rate> carrierCostCorrected(RateQuery query) {
        return carrierCost(query);
    }

    @Override
    public Optional<ExchangeRate> exchange(String from, String to, Instant at) {
        return exchanges.stream()
                .filter(each -> each.from().equals(from) && each.to().equals(to))
                .filter(each -> !each.validFrom().isAfter(at))
                .max(Comparator.comparing(ExchangeRate::validFrom));
    }
}
