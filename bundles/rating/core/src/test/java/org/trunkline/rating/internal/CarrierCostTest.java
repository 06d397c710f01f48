package org.trunkline.rating.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.trunkline.rating.internal.TestTree.ROOT;
import static org.trunkline.rating.internal.World.CUSTOMER;
import static org.trunkline.rating.internal.World.MASTER;
import static org.trunkline.rating.internal.World.OTHER;
import static org.trunkline.rating.internal.World.RESELLER;
import static org.trunkline.rating.internal.World.admin;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.Caller;
import org.trunkline.kernel.ConflictException;
import org.trunkline.kernel.DomainException;
import org.trunkline.kernel.InvalidException;
import org.trunkline.kernel.NotFoundException;
import org.trunkline.rating.DeckSettings;
import org.trunkline.rating.Direction;
import org.trunkline.rating.ExchangeRate;
import org.trunkline.rating.QuoteRequest;
import org.trunkline.rating.Rate;
import org.trunkline.rating.RateQuery;
import org.trunkline.tasks.NewTask;

/** What root pays carriers, and that nobody below it sees that. */
class CarrierCostTest {
    private static final String CARRIER = "{'prefix':44,'rate_cost':0.0550,'rate_increment':6,'rate_minimum':6}";

    private final World world = new World();

    @Test
    void isTheRateOfTheDeckThatRootBuysFrom() {
        world.create(ROOT, "ratedeck", "{'prefix':44,'rate_cost':0.1321,'internal_rate_cost':0.09}");
        world.create(ROOT, "carrier", CARRIER);
        world.assign(ROOT, ROOT, "carrier", null);

        Rate cost = cost("4420").orElseThrow();

        // charging §3 row 7
        assertThat(cost.price().costMicros(61)).isEqualTo(60_500);
        assertThat(cost.price().chargedSeconds(61)).isEqualTo(66);
        assertThat(cost("4520")).as("no other deck stands in for it").isEmpty();
        assertThat(world.outbound(CUSTOMER, "4420").orElseThrow().deck())
                .as("nobody pays from it")
                .isEqualTo("ratedeck");
    }

    @Test
    void isTheInternalCostOfTheSystemDeckWithoutOne() {
        world.create(
                ROOT,
                "ratedeck",
                "{'prefix':44,'rate_cost':0.1321,'internal_rate_cost':0.0550,'rate_surcharge':1,"
                        + "'rate_increment':6,'rate_minimum':6,'rate_nocharge_time':100}");
        world.create(ROOT, "ratedeck", "{'prefix':45,'rate_cost':0.1321}");

        assertThat(cost("4420").orElseThrow().price().costMicros(61)).isEqualTo(60_500);
        assertThat(cost("4520")).as("what is not known is not guessed").isEmpty();
        assertThat(cost("4620")).isEmpty();
    }

    @Test
    void isInTheCurrencyOfRoot() {
        DeckSettings euros = new DeckSettings(Optional.of("EUR"), Optional.empty(), 1, 1);
        world.admin.create(admin(ROOT), ROOT, "carrier", euros);
        world.create(ROOT, "carrier", "{'prefix':44,'rate_cost':0.0470}");
        world.assign(ROOT, ROOT, "carrier", null);
        assertThat(cost("4420")).isEmpty();

        world.exchange.add(admin(ROOT), new ExchangeRate("EUR", "USD", 1_083_450_000, world.clock.instant()));

        assertThat(cost("4420").orElseThrow().price().costMicros(61)).isEqualTo(51_771);
    }

    @Test
    void noNameBelowRootMeansTheDeckThatRootBuysFrom() {
        world.create(ROOT, "ratedeck", "{'prefix':44,'rate_cost':0.1321}");
        world.create(ROOT, "carrier", CARRIER);
        world.assign(RESELLER, RESELLER, null, null);
        world.assign(ROOT, ROOT, "carrier", null);

        assertThatThrownBy(() -> world.assign(MASTER, RESELLER, "carrier", null))
                .isInstanceOf(InvalidException.class);
        assertThatThrownBy(() -> world.assign(MASTER, MASTER, null, "carrier")).isInstanceOf(InvalidException.class);
        assertThatThrownBy(() -> world.assign(ROOT, MASTER, "carrier", null)).isInstanceOf(InvalidException.class);
        QuoteRequest named =
                new QuoteRequest("+442071234567", Direction.OUTBOUND, Optional.empty(), Optional.of("carrier"));
        assertThatThrownBy(() -> world.rating.quote(admin(MASTER), MASTER, named))
                .isInstanceOf(DomainException.class);
        assertThat(world.rating.quote(admin(ROOT), ROOT, named).rate().deck()).isEqualTo("carrier");
        assertThat(world.rating.matching(admin(MASTER), MASTER, "carrier", "44"))
                .isEmpty();
    }

    @Test
    void aDeckThatIsSoldIsNotBoughtFrom() {
        world.create(ROOT, "ratedeck", "{'prefix':44,'rate_cost':1}");
        world.create(ROOT, "gold", "{'prefix':44,'rate_cost':1}");
        world.create(ROOT, "silver", "{'prefix':44,'rate_cost':1}");
        world.assign(ROOT, MASTER, "gold", null);

        assertThatThrownBy(() -> world.assign(ROOT, ROOT, "gold", null)).isInstanceOf(InvalidException.class);
        assertThatThrownBy(() -> world.assign(ROOT, ROOT, "ratedeck", null)).isInstanceOf(InvalidException.class);
        assertThatThrownBy(() -> world.assign(ROOT, ROOT, "nowhere", null)).isInstanceOf(InvalidException.class);
        assertThatThrownBy(() -> world.assign(ROOT, ROOT, "silver", "silver")).isInstanceOf(InvalidException.class);
        world.assign(ROOT, ROOT, "silver", null);
        assertThatThrownBy(() -> world.assign(ROOT, ROOT, "silver", "silver")).isInstanceOf(InvalidException.class);
        assertThatThrownBy(() -> world.admin.configure(admin(ROOT), ROOT, "silver", DeckSettings.DEFAULT, true))
                .isInstanceOf(ConflictException.class);
    }

    @Test
    void whatASellerPaysIsShownToItAndThoseAboveOnly() {
        world.create(MASTER, "gold", "{'prefix':44,'rate_cost':2,'internal_rate_cost':1}");
        world.create(RESELLER, "own", "{'prefix':44,'rate_cost':3}");

        for (AccountId above : List.of(MASTER, ROOT)) {
            assertThat(world.rating.matching(admin(above), MASTER, "gold", "4420"))
                    .allMatch(rate -> rate.document().has("internal_rate_cost"));
        }
        for (AccountId other : List.of(RESELLER, CUSTOMER, OTHER)) {
            Caller caller = admin(other);
            assertThatThrownBy(() -> world.rating.matching(caller, MASTER, "gold", "4420"))
                    .isInstanceOf(NotFoundException.class);
            assertThatThrownBy(() -> world.rating.rate(caller, MASTER, "gold", "XX-44"))
                    .isInstanceOf(NotFoundException.class);
            assertThatThrownBy(() -> world.admin.compare(caller, MASTER, "gold", 0, 0))
                    .isInstanceOf(NotFoundException.class);
            assertThatThrownBy(() -> new RateExport(world.model, world.tree, world.clock)
                            .check(caller, MASTER, new NewTask("rates", "export", "", Map.of("ratedeck_id", "gold"))))
                    .isInstanceOf(NotFoundException.class);
        }
    }

    private Optional<Rate> cost(String digits) {
        return world.finder.carrierCost(new RateQuery(digits, Direction.OUTBOUND, Optional.empty()));
    }
}
