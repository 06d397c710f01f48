package org.trunkline.limits.internal.simulation;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import org.trunkline.kernel.AccountId;
import org.trunkline.rating.EventQuery;
import org.trunkline.rating.EventRate;
import org.trunkline.rating.ExchangeRate;
import org.trunkline.rating.Rate;
import org.trunkline.rating.RateLookup;
import org.trunkline.rating.RateQuery;

/** The prices of the scene as the rating domain tells them. */
final class SimRates implements RateLookup {
    private final Scene scene;

    SimRates(Scene scene) {
        this.scene = scene;
    }

    @Override
    public Optional<Rate> find(AccountId payer, RateQuery query) {
        Tariff tariff = scene.tariffs.get(payer);
        return tariff == null || query.digits().startsWith("999") ? Optional.empty() : Optional.of(rate(tariff));
    }

    private static Rate rate(Tariff tariff) {
        return new Rate("XX-1", "any", "", "deck", "1", tariff.price(), "USD", OptionalLong.empty());
    }

    @Override
    public Optional<Rate> findCorrected(AccountId payer, RateQuery query) {
        return find(payer, query);
    }

    @Override
    public Optional<AccountId> deckOwner(AccountId payer) {
        return Optional.of(scene.root);
    }

    @Override
    public Optional<Rate> carrierCost(RateQuery query) {
        return Optional.ofNullable(scene.carrier).map(SimRates::rate);
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
