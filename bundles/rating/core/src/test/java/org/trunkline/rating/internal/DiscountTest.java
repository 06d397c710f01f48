package org.trunkline.rating.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.trunkline.rating.internal.World.CUSTOMER;
import static org.trunkline.rating.internal.World.RESELLER;
import static org.trunkline.rating.internal.World.admin;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.trunkline.kernel.FieldError;
import org.trunkline.kernel.ForbiddenException;
import org.trunkline.kernel.InvalidException;
import org.trunkline.rating.DeckAssignment;
import org.trunkline.rating.Direction;
import org.trunkline.rating.Quote;
import org.trunkline.rating.QuoteRequest;

/** What a seller takes off the cost of calls, by the class of the number. */
class DiscountTest {
    private final World world = new World();

    @Test
    void isTakenOffTheWholeCostOfCallsOfTheClass() {
        rates();

        world.rating.assign(admin(RESELLER), discounts(Map.of("international", 1_000)));

        assertThat(world.outbound(CUSTOMER, "442071838750")
                        .orElseThrow()
                        .price()
                        .costMicros(61))
                .isEqualTo(2_286_000);
        assertThat(world.outbound(CUSTOMER, "14155550100").orElseThrow().price().costMicros(60))
                .isEqualTo(1_000_000);
        assertThat(world.outbound(RESELLER, "442071838750")
                        .orElseThrow()
                        .price()
                        .discountBasisPoints())
                .as("the reseller has none")
                .isZero();
        Quote quote = world.rating.quote(
                admin(CUSTOMER),
                CUSTOMER,
                new QuoteRequest("+442071838750", Direction.OUTBOUND, Optional.empty(), Optional.empty()));
        assertThat(quote.baseCostMicros()).isEqualTo(1_143_000);
    }

    @Test
    void isItsSellersToSay() {
        rates();
        DeckAssignment wanted = discounts(Map.of("international", 1_000));

        assertThatThrownBy(() -> world.rating.assign(admin(CUSTOMER), wanted)).isInstanceOf(ForbiddenException.class);
        world.rating.assign(admin(RESELLER), wanted);
        assertThat(world.rating.assign(admin(CUSTOMER), DeckAssignment.none(CUSTOMER)))
                .as("who may not say it may leave it away")
                .isEqualTo(wanted);
        assertThat(world.rating
                        .assign(admin(RESELLER), DeckAssignment.none(CUSTOMER))
                        .discounts())
                .isEmpty();
    }

    @Test
    void namesAClassThatThereIsNot() {
        assertThatThrownBy(() -> world.rating.assign(admin(RESELLER), discounts(Map.of("moon", 1))))
                .isInstanceOfSatisfying(InvalidException.class, e -> assertThat(e.errors())
                        .extracting(FieldError::field)
                        .containsExactly("discounts.moon"));
    }

    private void rates() {
        world.create(TestTree.ROOT, "ratedeck", "{'prefix':44,'rate_cost':1.27}");
        world.create(TestTree.ROOT, "ratedeck", "{'prefix':1,'rate_cost':1}");
    }

    private static DeckAssignment discounts(Map<String, Integer> basisPoints) {
        return new DeckAssignment(CUSTOMER, Optional.empty(), Optional.empty(), basisPoints);
    }
}
