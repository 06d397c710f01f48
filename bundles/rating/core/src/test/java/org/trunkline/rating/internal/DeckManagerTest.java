package org.trunkline.rating.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.trunkline.rating.internal.World.CUSTOMER;
import static org.trunkline.rating.internal.World.MASTER;
import static org.trunkline.rating.internal.World.OTHER;
import static org.trunkline.rating.internal.World.RESELLER;
import static org.trunkline.rating.internal.World.admin;
import static org.trunkline.rating.internal.World.user;

import java.math.BigDecimal;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.trunkline.json.Json;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.ConflictException;
import org.trunkline.kernel.DomainException;
import org.trunkline.kernel.ErrorKind;
import org.trunkline.kernel.FieldError;
import org.trunkline.kernel.ForbiddenException;
import org.trunkline.kernel.InvalidException;
import org.trunkline.kernel.NotFoundException;
import org.trunkline.rating.DeckAssignment;
import org.trunkline.rating.Direction;
import org.trunkline.rating.Quote;
import org.trunkline.rating.QuoteRequest;
import org.trunkline.rating.RateDocument;

/** Who pays from which deck, who may say so, and single rates. */
class DeckManagerTest {
    private static final AccountId ROOT = TestTree.ROOT;
    private static final String NUMBER = "+442071234567";

    private final World world = new World();

    @Test
    void everybodyPaysFromTheSystemDeckAtFirst() {
        world.create(ROOT, "ratedeck", "{'prefix':44,'rate_cost':0.0127,'iso_country_code':'GB'}");

        assertThat(world.outbound(CUSTOMER, "44207").orElseThrow().id()).isEqualTo("GB-44");
        assertThat(world.outbound(RESELLER, "44207")).isPresent();
        assertThat(world.outbound(AccountId.random(), "44207")).isEmpty();
    }

    @Test
    void anAssignedDeckWinsOverDefaultsAndItsNameMeansTheNearestSellersDeck() {
        world.create(ROOT, "retail", "{'prefix':44,'rate_cost':1}");
        world.create(MASTER, "retail", "{'prefix':44,'rate_cost':2}");
        world.create(RESELLER, "own", "{'prefix':44,'rate_cost':3}");
        world.assign(MASTER, MASTER, null, "retail");
        assertThat(cost(CUSTOMER)).isEqualTo(2);
        world.assign(RESELLER, RESELLER, null, "own");
        assertThat(cost(CUSTOMER)).isEqualTo(3);
        assertThat(cost(RESELLER)).isEqualTo(2);

        world.assign(RESELLER, CUSTOMER, "retail", null);

        assertThat(cost(CUSTOMER)).isEqualTo(2);
        world.create(RESELLER, "retail", "{'prefix':44,'rate_cost':4}");
        assertThat(cost(CUSTOMER)).isEqualTo(4);
        assertThat(cost(MASTER, "44")).isEmpty();
    }

    @Test
    void aRateThatTheChosenDeckLacksIsInNoOtherDeck() {
        world.create(ROOT, "ratedeck", "{'prefix':44,'rate_cost':1}");
        world.create(RESELLER, "own", "{'prefix':49,'rate_cost':3}");
        world.assign(RESELLER, CUSTOMER, "own", null);

        assertThat(world.outbound(CUSTOMER, "44207")).isEmpty();
    }

    @Test
    void followsATreeThatChanges() {
        world.create(ROOT, "ratedeck", "{'prefix':44,'rate_cost':1}");
        world.create(RESELLER, "own", "{'prefix':44,'rate_cost':3}");
        world.assign(RESELLER, RESELLER, null, "own");
        assertThat(cost(CUSTOMER)).isEqualTo(3);

        world.tree.put(RESELLER, MASTER, false);

        assertThat(cost(CUSTOMER)).isEqualTo(1);
    }

    @Test
    void isTheSameAfterARestart() {
        world.create(ROOT, "ratedeck", "{'prefix':44,'rate_cost':1}");
        world.create(RESELLER, "own", "{'prefix':44,'rate_cost':3}");
        world.assign(RESELLER, CUSTOMER, "own", null);

        RateFinder restarted = world.restartedFinder();

        assertThat(restarted
                        .find(CUSTOMER, new org.trunkline.rating.RateQuery("449", Direction.INBOUND, Optional.empty()))
                        .orElseThrow()
                        .price()
                        .perMinuteNanos())
                .isEqualTo(3_000_000_000L);
    }

    @Test
    void onlyTheSellerSaysWhatAnAccountPaysFrom() {
        world.create(ROOT, "ratedeck", "{'prefix':44,'rate_cost':1}");
        world.create(RESELLER, "own", "{'prefix':44,'rate_cost':3}");
        DeckAssignment own = new DeckAssignment(CUSTOMER, Optional.of("own"), Optional.empty());

        assertThatThrownBy(() -> world.rating.assign(admin(CUSTOMER), own)).isInstanceOf(ForbiddenException.class);
        assertThatThrownBy(() -> world.rating.assign(admin(OTHER), own)).isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> world.rating.assign(user(RESELLER), own)).isInstanceOf(ForbiddenException.class);
        world.rating.assign(admin(RESELLER), own);
        assertThat(world.rating.assign(admin(CUSTOMER), DeckAssignment.none(CUSTOMER)))
                .as("who may not say it may leave it away")
                .isEqualTo(own);
    }

    @Test
    void refusesADeckThatNobodySells() {
        assertThatThrownBy(() -> world.assign(RESELLER, CUSTOMER, "nowhere", null))
                .isInstanceOfSatisfying(InvalidException.class, e -> assertThat(e.errors())
                        .extracting(FieldError::field)
                        .containsExactly("ratedeck_id"));
        world.create(ROOT, "ratedeck", "{'prefix':44,'rate_cost':1}");
        assertThatThrownBy(() -> world.assign(RESELLER, CUSTOMER, null, "ratedeck"))
                .isInstanceOf(InvalidException.class);
    }

    @Test
    void quotesFeeAndMinimumAsBaseCost() {
        world.create(
                ROOT,
                "ratedeck",
                "{'prefix':44,'rate_cost':0.0127,'rate_minimum':30,'rate_increment':6,'rate_surcharge':0.05}");

        Quote quote = world.rating.quote(user(CUSTOMER), CUSTOMER, asked(NUMBER, null));

        assertThat(quote.baseCostMicros()).isEqualTo(56_350);
        assertThat(quote.rate().prefix()).isEqualTo("44");
    }

    @Test
    void refusesNumbersThatAreNoneAndNumbersWithoutARate() {
        assertThatThrownBy(() -> world.rating.quote(user(CUSTOMER), CUSTOMER, asked("abc", null)))
                .isInstanceOfSatisfying(
                        InvalidException.class,
                        e -> assertThat(e.errors().get(0).field()).isEqualTo("number format"));
        assertThatThrownBy(() -> world.rating.quote(user(CUSTOMER), CUSTOMER, asked(NUMBER, null)))
                .isInstanceOfSatisfying(
                        DomainException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.REFUSED))
                .hasMessage("No rate found for this number");
        assertThatThrownBy(() -> world.rating.quote(user(CUSTOMER), RESELLER, asked(NUMBER, null)))
                .isInstanceOf(NotFoundException.class);
    }

    @Test
    void onlySellersQuoteFromADeckByItsName() {
        world.create(ROOT, "wholesale", "{'prefix':44,'rate_cost':1}");

        assertThatThrownBy(() -> world.rating.quote(user(CUSTOMER), CUSTOMER, asked(NUMBER, "wholesale")))
                .isInstanceOf(ForbiddenException.class);
        assertThatThrownBy(() -> world.rating.quote(admin(CUSTOMER), CUSTOMER, asked(NUMBER, "wholesale")))
                .isInstanceOf(ForbiddenException.class);
        assertThat(world.rating
                        .quote(admin(ROOT), ROOT, asked(NUMBER, "wholesale"))
                        .rate()
                        .deck())
                .isEqualTo("wholesale");
    }

    @Test
    void theSecondDirectionOfAPrefixSaysSoInItsId() {
        world.create(
                ROOT, "ratedeck", "{'prefix':'1800','rate_cost':0,'direction':'outbound','iso_country_code':'US'}");
        RateDocument second = world.rating.create(
                admin(ROOT),
                ROOT,
                "ratedeck",
                Json.parseObject(
                        "{\"prefix\":1800,\"rate_cost\":0.021,\"direction\":[\"inbound\"],\"iso_country_code\":\"US\"}"));

        assertThat(second.id()).isEqualTo("US-1800-in");
        assertThatThrownBy(() -> world.create(
                        ROOT,
                        "ratedeck",
                        "{'prefix':1800,'rate_cost':1,'direction':'inbound','iso_country_code':'US'}"))
                .isInstanceOf(ConflictException.class);
        assertThat(world.restarted()
                        .deck(ROOT, "ratedeck")
                        .orElseThrow()
                        .versions()
                        .get(0)
                        .withPrefix("1800"))
                .extracting(RateRow::id)
                .containsExactlyInAnyOrder("US-1800", "US-1800-in");
    }

    @Test
    void keepsUnknownFieldsAndAllDigits() {
        world.create(ROOT, "ratedeck", "{'prefix':44,'rate_cost':0.000000001,'pvt':{'x':1.10},'carrier':'c'}");

        RateDocument rate = world.rating.rate(admin(ROOT), ROOT, "ratedeck", "XX-44");

        assertThat(rate.document().get("rate_cost").decimalValue()).isEqualByComparingTo(new BigDecimal("1e-9"));
        assertThat(Json.write(rate.document())).contains("\"pvt\":{\"x\":1.10}").contains("\"carrier\":\"c\"");
        assertThat(rate.document().get("rate_name").asText()).isEqualTo("44");
        assertThat(rate.document().get("routes").get(0).asText()).isEqualTo("^\\+?44.+$");
    }

    @Test
    void changesAndRemovesSingleRates() {
        world.create(ROOT, "ratedeck", "{'prefix':44,'rate_cost':1,'description':'UK'}");
        world.rating.merge(admin(ROOT), ROOT, "ratedeck", "XX-44", Json.parseObject("{\"rate_cost\":2}"));
        assertThat(cost(CUSTOMER)).isEqualTo(2);
        assertThat(world.rating
                        .rate(admin(ROOT), ROOT, "ratedeck", "XX-44")
                        .document()
                        .get("description")
                        .asText())
                .isEqualTo("UK");

        world.rating.replace(
                admin(ROOT), ROOT, "ratedeck", "XX-44", Json.parseObject("{\"prefix\":44,\"rate_cost\":3}"));
        assertThat(cost(CUSTOMER)).isEqualTo(3);
        assertThatThrownBy(() -> world.rating.replace(
                        admin(ROOT), ROOT, "ratedeck", "XX-44", Json.parseObject("{\"prefix\":45,\"rate_cost\":3}")))
                .isInstanceOf(InvalidException.class);

        world.rating.delete(admin(ROOT), ROOT, "ratedeck", "XX-44");
        assertThat(world.outbound(CUSTOMER, "44207")).isEmpty();
        assertThatThrownBy(() -> world.rating.rate(admin(ROOT), ROOT, "ratedeck", "XX-44"))
                .isInstanceOf(NotFoundException.class);
    }

    @Test
    void manyEditsBecomeASnapshot() {
        for (int i = 0; i <= DeckWriter.EDITS_MAX + 5; i++) {
            world.create(ROOT, "ratedeck", "{'prefix':" + (1_000 + i) + ",'rate_cost':1}");
        }

        LiveDeck deck = world.inForce(ROOT, "ratedeck");
        assertThat(deck.version().number()).isEqualTo(1);
        assertThat(deck.edits()).isEqualTo(5);
        assertThat(world.outbound(CUSTOMER, "12050")).isPresent();
        assertThat(world.outbound(CUSTOMER, "10000")).isPresent();
    }

    @Test
    void onlySellersHaveDecks() {
        assertThatThrownBy(() -> world.create(CUSTOMER, "ratedeck", "{'prefix':44,'rate_cost':1}"))
                .isInstanceOf(ForbiddenException.class);
        assertThatThrownBy(() -> world.rating.decks(user(RESELLER), RESELLER)).isInstanceOf(ForbiddenException.class);
        assertThat(world.rating.decks(admin(RESELLER), RESELLER)).isEmpty();
    }

    @Test
    void namesEveryFieldThatIsWrong() {
        assertThatThrownBy(
                        () -> world.create(
                                ROOT,
                                "ratedeck",
                                "{'prefix':'+44','rate_cost':-1,'direction':'up','rate_increment':0,'weight':101,'routes':'x'}"))
                .isInstanceOfSatisfying(InvalidException.class, e -> assertThat(e.errors())
                        .extracting(FieldError::field)
                        .containsExactlyInAnyOrder(
                                "prefix", "rate_cost", "direction", "rate_increment", "weight", "routes"));
    }

    private long cost(AccountId payer) {
        return world.outbound(payer, "44207").orElseThrow().price().perMinuteNanos() / 1_000_000_000L;
    }

    private Optional<Long> cost(AccountId payer, String digits) {
        return world.outbound(payer, digits).map(rate -> rate.price().perMinuteNanos());
    }

    private static QuoteRequest asked(String number, String deck) {
        return new QuoteRequest(number, Direction.OUTBOUND, Optional.empty(), Optional.ofNullable(deck));
    }
}
