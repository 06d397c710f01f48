package org.trunkline.rating.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.trunkline.rating.internal.TestTree.ROOT;
import static org.trunkline.rating.internal.World.CUSTOMER;
import static org.trunkline.rating.internal.World.MASTER;
import static org.trunkline.rating.internal.World.OTHER;
import static org.trunkline.rating.internal.World.RESELLER;
import static org.trunkline.rating.internal.World.admin;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.trunkline.kernel.AccountId;
import org.trunkline.rating.DeckAssignment;
import org.trunkline.rating.DeckSettings;
import org.trunkline.rating.Direction;
import org.trunkline.rating.Rate;
import org.trunkline.rating.RateQuery;

/** What is kept of who pays from where is never older than the answer to who changed it. */
class PayersTest {
    private final World world = new World();

    @Test
    void whatIsSaidOfOneAccountIsNotSaidOfOthersOfItsSeller() {
        AccountId sibling = new AccountId("5".repeat(32));
        world.tree.put(sibling, RESELLER, false);
        deck(ROOT, "ratedeck", 1);
        deck(RESELLER, "gold", 2);
        assertThat(cost(CUSTOMER)).isEqualTo(1);
        assertThat(cost(sibling)).isEqualTo(1);

        world.assign(RESELLER, CUSTOMER, "gold", null);

        assertThat(cost(CUSTOMER)).isEqualTo(2);
        assertThat(cost(sibling)).isEqualTo(1);

        world.assign(RESELLER, CUSTOMER, null, null);

        assertThat(cost(CUSTOMER)).isEqualTo(1);
    }

    @Test
    void aDiscountAloneLeavesTheDeckOfTheSeller() {
        deck(ROOT, "ratedeck", 1);
        deck(RESELLER, "gold", 2);
        world.assign(RESELLER, RESELLER, null, "gold");
        assertThat(cost(CUSTOMER)).isEqualTo(2);

        world.rating.assign(
                admin(RESELLER),
                new DeckAssignment(CUSTOMER, Optional.empty(), Optional.empty(), Map.of("international", 5_000)));

        assertThat(cost(CUSTOMER)).isEqualTo(2);
        assertThat(world.outbound(CUSTOMER, "4420").orElseThrow().price().discountBasisPoints())
                .isEqualTo(5_000);
    }

    @Test
    void aSellerThatSellsNothingSellsWhatTheOneAboveItSells() {
        deck(ROOT, "ratedeck", 1);
        deck(MASTER, "gold", 2);
        assertThat(cost(CUSTOMER)).isEqualTo(1);

        world.assign(MASTER, MASTER, null, "gold");

        assertThat(cost(CUSTOMER)).isEqualTo(2);
        assertThat(cost(RESELLER)).isEqualTo(2);
        assertThat(cost(MASTER)).isEqualTo(1);
    }

    @Test
    void anAccountThatMovesPaysFromWhatItsNewSellerSells() {
        deck(ROOT, "ratedeck", 1);
        deck(RESELLER, "gold", 2);
        world.assign(RESELLER, RESELLER, null, "gold");
        assertThat(cost(CUSTOMER)).isEqualTo(2);
        assertThat(cost(OTHER)).isEqualTo(1);

        world.tree.put(CUSTOMER, MASTER, false);
        world.tree.put(OTHER, RESELLER, false);

        assertThat(cost(CUSTOMER)).isEqualTo(1);
        assertThat(cost(OTHER)).isEqualTo(2);
    }

    @Test
    void aSellerBetweenThatBeginsToSellIsSeen() {
        AccountId between = new AccountId("5".repeat(32));
        world.tree.put(between, RESELLER, true);
        world.tree.put(CUSTOMER, between, false);
        deck(ROOT, "ratedeck", 1);
        deck(between, "gold", 2);
        world.assign(between, between, null, "gold");
        assertThat(cost(CUSTOMER)).isEqualTo(2);

        world.tree.put(between, RESELLER, false);

        assertThat(cost(CUSTOMER)).as("it is no reseller").isEqualTo(1);

        world.tree.put(between, RESELLER, true);

        assertThat(cost(CUSTOMER)).isEqualTo(2);
    }

    @Test
    void whatRootBuysFromIsSeenAtOnce() {
        deck(ROOT, "ratedeck", 1);
        deck(ROOT, "carrier", 3);
        assertThat(carrierCost()).as("the system deck says no internal cost").isEmpty();

        world.assign(ROOT, ROOT, "carrier", null);

        assertThat(carrierCost()).contains(3L);

        world.assign(ROOT, ROOT, null, null);

        assertThat(carrierCost()).isEmpty();
    }

    @Test
    void aDeckInAnotherCurrencyIsSeenAtOnce() {
        deck(ROOT, "ratedeck", 1);
        assertThat(world.outbound(CUSTOMER, "4420")).isPresent();

        DeckSettings euros = new DeckSettings(Optional.of("EUR"), Optional.empty(), 1, 1);
        world.admin.configure(admin(ROOT), ROOT, "ratedeck", euros, false);

        assertThat(world.outbound(CUSTOMER, "4420"))
                .as("nobody has said what an euro is")
                .isEmpty();
    }

    @Test
    void whoAsksAtTheSameMomentGetsTheSameRate() throws Exception {
        IntStream.range(0, 200)
                .forEach(i -> world.create(ROOT, "ratedeck", "{'prefix':" + (4_400 + i) + ",'rate_cost':" + i + "}"));
        world.model.reload(
                world.model.deck(ROOT, "ratedeck").orElseThrow().stored().id());
        CountDownLatch start = new CountDownLatch(1);
        Map<Integer, Set<Rate>> found = new ConcurrentHashMap<>();
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<? extends Future<?>> all = IntStream.range(0, 4)
                    .mapToObj(thread -> threads.submit(() -> {
                        start.await();
                        for (int i = 0; i < 200; i++) {
                            Rate rate =
                                    world.outbound(CUSTOMER, 4_400 + i + "1").orElseThrow();
                            found.computeIfAbsent(i, number -> ConcurrentHashMap.newKeySet())
                                    .add(rate);
                        }
                        return null;
                    }))
                    .toList();
            start.countDown();
            for (Future<?> each : all) {
                each.get();
            }
        } finally {
            threads.shutdownNow();
        }

        assertThat(found).hasSize(200);
        found.forEach((number, rates) -> assertThat(rates).singleElement().satisfies(rate -> {
            assertThat(rate.prefix()).isEqualTo(Integer.toString(4_400 + number));
            assertThat(rate.price().perMinuteNanos()).isEqualTo(number * 1_000_000_000L);
        }));
    }

    private void deck(AccountId owner, String name, int cost) {
        world.create(owner, name, "{'prefix':44,'rate_cost':" + cost + "}");
    }

    private long cost(AccountId payer) {
        return world.outbound(payer, "4420").orElseThrow().price().perMinuteNanos() / 1_000_000_000L;
    }

    private Optional<Long> carrierCost() {
        return world.finder
                .carrierCost(new RateQuery("4420", Direction.OUTBOUND, Optional.empty()))
                .map(rate -> rate.price().perMinuteNanos() / 1_000_000_000L);
    }
}
