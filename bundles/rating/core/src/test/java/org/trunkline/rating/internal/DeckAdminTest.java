package org.trunkline.rating.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.trunkline.rating.internal.World.CUSTOMER;
import static org.trunkline.rating.internal.World.MASTER;
import static org.trunkline.rating.internal.World.OTHER;
import static org.trunkline.rating.internal.World.RESELLER;
import static org.trunkline.rating.internal.World.admin;

import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongPredicate;
import org.junit.jupiter.api.Test;
import org.trunkline.json.Json;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.ConflictException;
import org.trunkline.kernel.ForbiddenException;
import org.trunkline.kernel.InvalidException;
import org.trunkline.kernel.NotFoundException;
import org.trunkline.rating.Deck;
import org.trunkline.rating.DeckSettings;
import org.trunkline.rating.DeckVersion;
import org.trunkline.rating.ExchangeRate;
import org.trunkline.rating.Rate;
import org.trunkline.rating.RateDifference;
import org.trunkline.tasks.spi.GivenRun;

/** Decks as a whole. */
class DeckAdminTest {
    private static final String DECK = "gold";
    private static final DeckSettings EUROS =
            new DeckSettings(Optional.of("EUR"), Optional.of(ZoneId.of("Europe/Berlin")), 6, 30);

    private final World world = new World();

    DeckAdminTest() {
        world.exchange.add(admin(TestTree.ROOT), new ExchangeRate("EUR", "USD", 1_083_450_000, world.clock.instant()));
    }

    @Test
    void settingsHoldForRatesThatGiveNone() {
        world.admin.create(admin(RESELLER), RESELLER, DECK, EUROS);
        world.create(RESELLER, DECK, "{'prefix':44,'rate_cost':1}");
        world.create(RESELLER, DECK, "{'prefix':45,'rate_cost':1,'rate_increment':1,'rate_minimum':0}");
        world.assign(RESELLER, CUSTOMER, DECK, null);

        Rate rate = world.outbound(CUSTOMER, "4420").orElseThrow();

        assertThat(rate.currency()).isEqualTo("EUR");
        assertThat(rate.price().incrementSeconds()).isEqualTo(6);
        assertThat(rate.price().minimumSeconds()).isEqualTo(30);
        assertThat(world.outbound(CUSTOMER, "4520").orElseThrow().price().minimumSeconds())
                .isZero();
        assertThat(world.restarted().deck(RESELLER, DECK).orElseThrow().stored().settings())
                .isEqualTo(EUROS);
    }

    @Test
    void newSettingsPriceCallsFromThenOn() {
        imported(DECK, Map.of(), "44,1");
        world.assign(RESELLER, CUSTOMER, DECK, null);

        Deck deck = world.admin.configure(admin(RESELLER), RESELLER, DECK, EUROS, false);

        assertThat(deck.settings()).isEqualTo(EUROS);
        assertThat(deck.revision()).isEqualTo(2);
        assertThat(world.outbound(CUSTOMER, "44").orElseThrow().price().incrementSeconds())
                .isEqualTo(6);
    }

    @Test
    void aChangeThatExpectsAnotherRevisionIsRefused() {
        imported(DECK, Map.of(), "44,1");
        imported(DECK, Map.of(RateImport.EFFECTIVE, "2026-01-03"), "44,2");
        long revision = world.admin.get(admin(RESELLER), RESELLER, DECK).revision();
        LongPredicate outdated = stored -> stored == revision - 1;

        assertThatThrownBy(() -> world.admin.configure(admin(RESELLER), RESELLER, DECK, EUROS, false, outdated))
                .isInstanceOf(ConflictException.class);
        assertThatThrownBy(() -> world.admin.rollBack(admin(RESELLER), RESELLER, DECK, 1, outdated))
                .isInstanceOf(ConflictException.class);
        assertThatThrownBy(() -> world.admin.cancel(admin(RESELLER), RESELLER, DECK, 2, outdated))
                .isInstanceOf(ConflictException.class);
        assertThat(world.admin
                        .cancel(admin(RESELLER), RESELLER, DECK, 2, stored -> stored == revision)
                        .versions())
                .hasSize(1);
    }

    @Test
    void aVersionTakesEffectAtItsTimeAndNotBefore() {
        imported(DECK, Map.of(), "44,1", "45,1");
        world.assign(RESELLER, CUSTOMER, DECK, null);

        // midnight in New York
        imported(DECK, Map.of(RateImport.EFFECTIVE, "2026-01-03"), "44,2", "46,2");

        assertThat(cost("44")).isEqualTo(1);
        assertThat(cost("46")).isZero();
        assertThat(versions(DECK)).containsExactly(1L, 2L);
        assertThat(get(DECK).inForce().number()).isEqualTo(1);
        world.clock.move(Duration.parse("PT25H55M54S"));
        assertThat(cost("44")).isEqualTo(1);
        world.clock.move(Duration.ofSeconds(1));
        assertThat(cost("44")).isEqualTo(2);
        assertThat(cost("45")).isEqualTo(1);
        assertThat(cost("46")).isEqualTo(2);
        assertThat(get(DECK).inForce().number()).isEqualTo(2);
        assertThat(world.restarted().deck(RESELLER, DECK).orElseThrow().versions())
                .extracting(each -> each.version().number())
                .containsExactly(2L);
    }

    @Test
    void singleRatesAreThoseOfTheVersionInForce() {
        imported(DECK, Map.of(), "44,1");
        imported(DECK, Map.of(RateImport.EFFECTIVE, "2026-01-03"), "44,2");
        world.assign(RESELLER, CUSTOMER, DECK, null);

        world.rating.merge(admin(RESELLER), RESELLER, DECK, "XX-44", Json.parseObject("{\"rate_cost\":7}"));

        assertThat(cost("44")).isEqualTo(7);
        world.clock.move(Duration.ofDays(2));
        assertThat(cost("44")).isEqualTo(2);
    }

    @Test
    void aVersionThatWaitsCanBeTakenBack() {
        imported(DECK, Map.of(), "44,1");
        imported(DECK, Map.of(RateImport.EFFECTIVE, "2026-01-03"), "44,2");
        world.assign(RESELLER, CUSTOMER, DECK, null);

        world.admin.cancel(admin(RESELLER), RESELLER, DECK, 2);
        world.clock.move(Duration.ofDays(2));

        assertThat(cost("44")).isEqualTo(1);
        assertThatThrownBy(() -> world.admin.cancel(admin(RESELLER), RESELLER, DECK, 1))
                .isInstanceOf(ConflictException.class);
        assertThatThrownBy(() -> world.admin.cancel(admin(RESELLER), RESELLER, DECK, 2))
                .isInstanceOf(NotFoundException.class);
    }

    @Test
    void rollingBackMakesAVersionOfTheOldRatesWithTheirEdits() {
        imported(DECK, Map.of(), "44,1", "45,1");
        world.rating.merge(admin(RESELLER), RESELLER, DECK, "XX-45", Json.parseObject("{\"rate_cost\":5}"));
        imported(DECK, Map.of(), "44,2", "46,2");
        world.assign(RESELLER, CUSTOMER, DECK, null);

        Deck deck = world.admin.rollBack(admin(RESELLER), RESELLER, DECK, 1);

        assertThat(deck.inForce().number()).isEqualTo(3);
        assertThat(deck.inForce().origin()).isEqualTo("rolled back to version 1");
        assertThat(cost("44")).isEqualTo(1);
        assertThat(cost("45")).isEqualTo(5);
        assertThat(cost("46")).isZero();
        assertThatThrownBy(() -> world.admin.rollBack(admin(RESELLER), RESELLER, DECK, 9))
                .isInstanceOf(NotFoundException.class);
    }

    @Test
    void keepsSoManyVersionsAndNoMore() {
        for (int i = 0; i < DeckWriter.PAST_MAX + 5; i++) {
            imported(DECK, Map.of(), "44," + i);
            world.clock.move(Duration.ofSeconds(1));
        }

        assertThat(versions(DECK))
                .hasSize(DeckWriter.PAST_MAX + 1)
                .startsWith(5L)
                .endsWith(15L);
    }

    @Test
    void soManyVersionsMayWaitAndNoMore() {
        imported(DECK, Map.of(), "44,1");
        for (int i = 0; i < DeckWriter.PENDING_MAX; i++) {
            imported(DECK, Map.of(RateImport.EFFECTIVE, "2027-01-0" + (i % 9 + 1)), "44,1");
        }

        assertThatThrownBy(() -> imported(DECK, Map.of(RateImport.EFFECTIVE, "2027-02-01"), "44,1"))
                .isInstanceOf(InvalidException.class);
        imported(DECK, Map.of(), "44,2");
    }

    @Test
    void comparesWhatCallsCost() {
        imported(DECK, Map.of(), "44,1", "45,2", "46,1", "47,1", "48,1", "49,1");
        imported(DECK, Map.of(), "44,2", "45,1", "33,1");
        world.rating.delete(admin(RESELLER), RESELLER, DECK, "XX-46");
        merge("XX-47", "{\"rate_cost\":2,\"rate_increment\":1}");
        merge("XX-48", "{\"windows\":\"sat,sun\"}");
        merge("XX-49", "{\"description\":\"nothing that costs\"}");

        List<String> differences = new ArrayList<>();
        world.admin
                .compare(admin(RESELLER), RESELLER, DECK, 1, 2)
                .forEachRemaining(each ->
                        differences.add(each.rate().id() + " " + each.kind().wireName()));

        assertThat(differences)
                .containsExactly(
                        "XX-33 new", "XX-44 dearer", "XX-45 cheaper", "XX-46 gone", "XX-47 changed", "XX-48 changed");
        assertThat(world.admin.compare(admin(RESELLER), RESELLER, DECK, 2, 2).hasNext())
                .isFalse();
        RateDifference first =
                world.admin.compare(admin(RESELLER), RESELLER, DECK, 1, 2).next();
        assertThat(first.before()).isEmpty();
    }

    @Test
    void aDeckRetiresWhenNobodyPaysFromIt() {
        imported(DECK, Map.of(), "44,1");
        world.create(MASTER, DECK, "{'prefix':44,'rate_cost':9}");
        world.assign(RESELLER, CUSTOMER, DECK, null);
        assertThatThrownBy(() -> retire(RESELLER, DECK)).isInstanceOf(ConflictException.class);
        world.assign(RESELLER, CUSTOMER, null, null);
        world.assign(RESELLER, RESELLER, null, DECK);
        assertThatThrownBy(() -> retire(RESELLER, DECK)).isInstanceOf(ConflictException.class);
        world.assign(RESELLER, RESELLER, null, null);

        assertThat(retire(RESELLER, DECK).retired()).isTrue();

        world.assign(RESELLER, CUSTOMER, DECK, null);
        assertThat(cost("44")).as("the name means the deck of the next seller").isEqualTo(9);
        assertThat(world.rating.decks(admin(RESELLER), RESELLER)).isEmpty();
        assertThat(world.admin.list(admin(RESELLER), RESELLER))
                .extracting(Deck::name)
                .containsExactly(DECK);
        world.admin.configure(admin(RESELLER), RESELLER, DECK, DeckSettings.DEFAULT, false);
        assertThat(cost("44")).isEqualTo(1);
    }

    @Test
    void theSystemDeckDoesNotRetire() {
        world.create(TestTree.ROOT, "ratedeck", "{'prefix':44,'rate_cost':9}");

        assertThatThrownBy(() -> retire(TestTree.ROOT, "ratedeck")).isInstanceOf(ConflictException.class);
    }

    @Test
    void decksAreTheirOwnersMatterAndThatOfThoseAbove() {
        world.admin.create(admin(MASTER), RESELLER, DECK, DeckSettings.DEFAULT);

        assertThat(world.admin.get(admin(TestTree.ROOT), RESELLER, DECK).owner())
                .isEqualTo(RESELLER);
        assertThatThrownBy(() -> world.admin.create(admin(RESELLER), RESELLER, DECK, DeckSettings.DEFAULT))
                .isInstanceOf(ConflictException.class);
        assertThatThrownBy(() -> world.admin.get(admin(RESELLER), MASTER, DECK)).isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> world.admin.list(admin(OTHER), RESELLER)).isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> world.admin.list(admin(CUSTOMER), CUSTOMER)).isInstanceOf(ForbiddenException.class);
        assertThatThrownBy(() -> world.admin.create(admin(RESELLER), RESELLER, "a b", DeckSettings.DEFAULT))
                .isInstanceOf(InvalidException.class);
    }

    private void imported(String deck, Map<String, String> options, String... rows) {
        Map<String, String> all = new java.util.HashMap<>(options);
        all.put(RateImport.DECK, deck);
        GivenRun run = world.imported(RESELLER, all, "prefix,rate_cost\n" + String.join("\n", rows));
        assertThat(run.errors()).isEmpty();
    }

    private void merge(String id, String changes) {
        world.rating.merge(admin(RESELLER), RESELLER, DECK, id, Json.parseObject(changes));
    }

    private Deck retire(AccountId owner, String deck) {
        return world.admin.configure(admin(owner), owner, deck, DeckSettings.DEFAULT, true);
    }

    private Deck get(String deck) {
        return world.admin.get(admin(RESELLER), RESELLER, deck);
    }

    private List<Long> versions(String deck) {
        return get(deck).versions().stream().map(DeckVersion::number).toList();
    }

    /** Returns what the customer pays per minute; 0 where there is no rate. */
    private long cost(String digits) {
        return world.outbound(CUSTOMER, digits)
                .map(rate -> rate.price().perMinuteNanos() / 1_000_000_000L)
                .orElse(0L);
    }
}
