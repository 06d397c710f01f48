package org.trunkline.rating.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.trunkline.rating.internal.TestTree.ROOT;
import static org.trunkline.rating.internal.World.CUSTOMER;
import static org.trunkline.rating.internal.World.RESELLER;
import static org.trunkline.rating.internal.World.admin;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.trunkline.rating.DeckAssignment;
import org.trunkline.rating.DeckSettings;
import org.trunkline.rating.Direction;
import org.trunkline.rating.ExchangeRate;
import org.trunkline.rating.Rate;
import org.trunkline.rating.RateQuery;

/** What a past call would have cost by the deck as it is now. */
class CorrectedRateTest {
    private static final String DECK = "ratedeck";

    private final World world = new World();

    @Test
    void isWhatCarriersShouldHaveCost() {
        Instant called = world.clock.instant();
        world.imported(ROOT, "carrier", "prefix,rate_cost\n44,9\n");
        world.assign(ROOT, ROOT, "carrier", null);
        world.imported(
                ROOT, Map.of("ratedeck_id", "carrier", "effective_from", "2026-01-05"), "prefix,rate_cost\n44,1\n");
        world.clock.move(Duration.ofDays(5));

        assertThat(world.finder.carrierCost(query(called)).orElseThrow().price().costMicros(60))
                .isEqualTo(9_000_000);
        assertThat(world.finder
                        .carrierCostCorrected(query(called))
                        .orElseThrow()
                        .price()
                        .costMicros(60))
                .isEqualTo(1_000_000);
    }

    @Test
    void isThatOfTheVersionInForceNowForATimeOfThePast() {
        Instant called = world.clock.instant();
        world.imported(ROOT, DECK, "prefix,rate_cost\n44,9\n");
        world.imported(ROOT, Map.of("ratedeck_id", DECK, "effective_from", "2026-01-05"), "prefix,rate_cost\n44,1\n");
        assertThat(world.finder.find(CUSTOMER, query(called)).orElseThrow().deckVersion())
                .isEqualTo(1);
        assertThat(world.finder
                        .findCorrected(CUSTOMER, query(called))
                        .orElseThrow()
                        .deckVersion())
                .as("a version that waits corrects nothing")
                .isEqualTo(1);

        world.clock.move(Duration.ofDays(5));

        Rate found = world.finder.find(CUSTOMER, query(called)).orElseThrow();
        Rate corrected = world.finder.findCorrected(CUSTOMER, query(called)).orElseThrow();
        assertThat(found.deckVersion()).isEqualTo(1);
        assertThat(found.price().costMicros(60)).isEqualTo(9_000_000);
        assertThat(corrected.deckVersion()).isEqualTo(2);
        assertThat(corrected.price().costMicros(60)).isEqualTo(1_000_000);
    }

    @Test
    void whoseDeckItIsTellsTheOwner() {
        assertThat(world.finder.deckOwner(CUSTOMER)).isEmpty();
        world.imported(ROOT, DECK, "prefix,rate_cost\n44,9\n");
        assertThat(world.finder.deckOwner(CUSTOMER)).contains(ROOT);

        world.imported(RESELLER, DECK, "prefix,rate_cost\n44,12\n");
        world.rating.assign(World.admin(RESELLER), new DeckAssignment(CUSTOMER, Optional.of(DECK), Optional.empty()));

        assertThat(world.finder.deckOwner(CUSTOMER)).contains(RESELLER);
        assertThat(world.finder.deckOwner(RESELLER)).contains(ROOT);
    }

    @Test
    void validityAndExchangeRateAreThoseOfTheCall() {
        Instant called = world.clock.instant();
        world.admin.create(admin(ROOT), ROOT, DECK, new DeckSettings(Optional.of("EUR"), Optional.empty(), 60, 60));
        world.exchange.add(admin(ROOT), new ExchangeRate("EUR", "USD", 2_000_000_000, called));
        world.exchange.add(
                admin(ROOT), new ExchangeRate("EUR", "USD", 3_000_000_000L, called.plus(Duration.ofDays(2))));
        world.clock.move(Duration.ofDays(5));
        world.imported(
                ROOT,
                DECK,
                "prefix,rate_cost,rate_suffix,valid_from,valid_until\n44,1,then,,2026-01-04\n44,5,now,2026-01-04,\n");

        assertThat(world.finder
                        .findCorrected(CUSTOMER, query(called))
                        .orElseThrow()
                        .price()
                        .costMicros(60))
                .isEqualTo(2_000_000);
        assertThat(world.outbound(CUSTOMER, "44").orElseThrow().price().costMicros(60))
                .isEqualTo(15_000_000);
    }

    private static RateQuery query(Instant at) {
        return new RateQuery("44", Direction.OUTBOUND, Optional.empty(), Set.of(), Optional.of(at));
    }
}
