package org.trunkline.rating.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.trunkline.rating.internal.TestTree.ROOT;
import static org.trunkline.rating.internal.World.CUSTOMER;
import static org.trunkline.rating.internal.World.admin;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.trunkline.kernel.InvalidException;
import org.trunkline.kernel.PageRequest;
import org.trunkline.rating.DeckSettings;
import org.trunkline.rating.Direction;
import org.trunkline.rating.EventQuery;
import org.trunkline.rating.QuoteRequest;
import org.trunkline.rating.Rate;
import org.trunkline.tasks.spi.GivenRun;

/** The least and the most that decks, numbers and prices can be. */
class ExtremeInputTest {
    private static final String DECK = "ratedeck";
    private static final String FIFTY_DIGITS = "4".repeat(50);

    private final World world = new World();

    @Test
    void anEmptyDeckHasNoRateForAnything() {
        world.admin.create(admin(ROOT), ROOT, DECK, DeckSettings.DEFAULT);
        GivenRun run = world.imported(ROOT, DECK, "prefix,rate_cost\n");

        assertThat(run.errors()).isEmpty();
        assertThat(world.outbound(CUSTOMER, "442071")).isEmpty();
        assertThat(world.outbound(CUSTOMER, "")).isEmpty();
        assertThat(world.finder.event(CUSTOMER, new EventQuery("sms", Optional.empty(), Optional.empty())))
                .isEmpty();
        assertThat(world.rating
                        .rates(admin(ROOT), ROOT, DECK, PageRequest.all())
                        .rows())
                .isEmpty();
        GivenRun export = new GivenRun(admin(ROOT), Map.of(RateImport.DECK, DECK), "");
        new RateExport(world.model, world.tree, world.clock).run(export);
        assertThat(export.written()).hasSize(1);
    }

    @Test
    void aDeckOfOnePrefixHasThatOne() {
        world.imported(ROOT, DECK, "prefix,rate_cost\n4,1\n");

        assertThat(world.outbound(CUSTOMER, "4").orElseThrow().prefix()).isEqualTo("4");
        assertThat(world.outbound(CUSTOMER, FIFTY_DIGITS).orElseThrow().prefix())
                .isEqualTo("4");
        assertThat(world.outbound(CUSTOMER, "5")).isEmpty();
        assertThat(world.outbound(CUSTOMER, "")).isEmpty();
    }

    @Test
    void numbersOfAnyLengthAreLookedUpAndPrefixesHaveTwentyDigits() {
        String longest = FIFTY_DIGITS.substring(0, 20);
        GivenRun run = world.imported(ROOT, DECK, "prefix,rate_cost\n" + longest + ",1\n" + longest + "4,1\n");
        assertThat(run.errors()).hasSize(1).allMatch(error -> error.startsWith("3 prefix"));

        world.imported(ROOT, DECK, "prefix,rate_cost\n" + longest + ",1\n");

        assertThat(world.outbound(CUSTOMER, FIFTY_DIGITS).orElseThrow().prefix())
                .isEqualTo(longest);
        assertThat(world.outbound(CUSTOMER, longest.substring(1))).isEmpty();
        assertThatThrownBy(() -> world.rating.quote(
                        admin(CUSTOMER),
                        CUSTOMER,
                        new QuoteRequest("+" + FIFTY_DIGITS, Direction.OUTBOUND, Optional.empty(), Optional.empty())))
                .isInstanceOf(InvalidException.class);
    }

    @Test
    void pricesGoFromABillionthToAMillionAndNoFurther() {
        GivenRun run = world.imported(
                ROOT,
                DECK,
                "prefix,rate_cost,rate_surcharge\n1,1000000.000000001,0\n2,0.0000000001,0\n3,-0.000000001,0\n"
                        + "4,1,1000000.1\n5,1e3,0\n6,999999999999999999,0\n");
        assertThat(run.errors()).hasSize(6);

        world.imported(
                ROOT,
                DECK,
                "prefix,rate_cost,rate_surcharge,rate_increment,rate_minimum\n"
                        + "1,1000000,1000000,86400,86400\n2,0.000000001,0,1,0\n");

        Rate dearest = world.outbound(CUSTOMER, "1").orElseThrow();
        Rate cheapest = world.outbound(CUSTOMER, "2").orElseThrow();
        assertThat(dearest.price().costMicros(1)).isEqualTo(1_441_000_000_000_000L);
        assertThat(cheapest.price().costMicros(29_999)).isZero();
        assertThat(cheapest.price().costMicros(30_000))
                .as("half a micro is one")
                .isEqualTo(1);
    }
}
