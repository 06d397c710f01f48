package org.trunkline.rating.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.trunkline.rating.internal.TestTree.ROOT;
import static org.trunkline.rating.internal.World.CUSTOMER;
import static org.trunkline.rating.internal.World.MASTER;
import static org.trunkline.rating.internal.World.admin;
import static org.trunkline.rating.internal.World.user;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.trunkline.kernel.ConflictException;
import org.trunkline.kernel.DomainException;
import org.trunkline.kernel.ForbiddenException;
import org.trunkline.kernel.NotFoundException;
import org.trunkline.kernel.Page;
import org.trunkline.kernel.PageRequest;
import org.trunkline.rating.DeckSettings;
import org.trunkline.rating.Direction;
import org.trunkline.rating.EventQuery;
import org.trunkline.rating.ExchangeRate;
import org.trunkline.rating.Price;
import org.trunkline.rating.Quote;
import org.trunkline.rating.QuoteRequest;
import org.trunkline.rating.Rate;
import org.trunkline.rating.RateQuery;

/** Decks in another currency than that of who pays from them. Accounts are in dollars. */
class ExchangeTest {
    private static final String NUMBER = "4420";

    private final World world = new World();
    private final Instant now = world.clock.instant();

    @BeforeEach
    void deckInEuros() {
        DeckSettings euros = new DeckSettings(Optional.of("EUR"), Optional.empty(), 1, 1);
        world.admin.create(admin(ROOT), ROOT, "ratedeck", euros);
        world.create(ROOT, "ratedeck", "{'prefix':44,'rate_cost':0.0470}");
    }

    @Test
    void priceIsInTheCurrencyOfWhoPays() {
        rate("EUR", "USD", 1_083_450_000, now);

        Rate rate = world.outbound(CUSTOMER, NUMBER).orElseThrow();

        assertThat(rate.currency()).isEqualTo("EUR");
        assertThat(rate.price().costMicros(61)).isEqualTo(51_771);
        assertThat(rate.price().exchanged(1, 1).costMicros(61)).isEqualTo(47_783);
    }

    @Test
    void thereIsNoRateWithoutAnExchangeRateAndNoneIsGuessedFromTheOtherWayRound() {
        assertThat(world.outbound(CUSTOMER, NUMBER)).isEmpty();

        rate("USD", "EUR", 900_000_000, now);
        rate("EUR", "GBP", 900_000_000, now);

        assertThat(world.outbound(CUSTOMER, NUMBER)).isEmpty();
        assertThatThrownBy(() -> world.rating.quote(admin(CUSTOMER), CUSTOMER, quote("+442071234567")))
                .isInstanceOf(DomainException.class);
    }

    @Test
    void theRateIsThatInForceWhenTheCallWasAuthorized() {
        rate("EUR", "USD", 2_000_000_000, now.minusSeconds(3_600));
        rate("EUR", "USD", 3_000_000_000L, now.plusSeconds(3_600));

        assertThat(exchangeAt(now.minusSeconds(3_601))).isNull();
        assertThat(exchangeAt(now.minusSeconds(3_600))).isEqualTo(2);
        assertThat(exchangeAt(now.plusSeconds(3_599))).isEqualTo(2);
        assertThat(exchangeAt(now.plusSeconds(3_600))).isEqualTo(3);
        assertThat(world.outbound(CUSTOMER, NUMBER).orElseThrow().price().exchangeNumerator())
                .isEqualTo(2);
    }

    @Test
    void theOneBeforeIsInForceAgainWhenOneIsDeleted() {
        rate("EUR", "USD", 2_000_000_000, now.minusSeconds(2));
        ExchangeRate wrong = rate("EUR", "USD", 3_000_000_000L, now.minusSeconds(1));

        world.exchange.delete(admin(ROOT), wrong.id());

        assertThat(exchangeAt(now)).isEqualTo(2);
        assertThat(world.restartedFinder()
                        .find(CUSTOMER, query(now))
                        .orElseThrow()
                        .price()
                        .exchangeNumerator())
                .isEqualTo(2);
        assertThatThrownBy(() -> world.exchange.get(admin(ROOT), wrong.id())).isInstanceOf(NotFoundException.class);
    }

    @Test
    void aQuoteSaysWhatTheAccountPaysInItsCurrency() {
        rate("EUR", "USD", 1_083_450_000, now);

        Quote quote = world.rating.quote(admin(CUSTOMER), CUSTOMER, quote("+442071234567"));
        Quote named = world.rating.quote(
                admin(ROOT),
                ROOT,
                new QuoteRequest("+442071234567", Direction.OUTBOUND, Optional.empty(), Optional.of("ratedeck")));

        assertThat(quote.currency()).isEqualTo("USD");
        assertThat(quote.baseCostMicros()).isEqualTo(849);
        assertThat(named.currency()).isEqualTo("EUR");
        assertThat(named.baseCostMicros()).isEqualTo(783);
    }

    @Test
    void eventsAreExchangedToo() {
        world.create(ROOT, "ratedeck", "{'prefix':0,'rate_service':'sms','rate_cost':0.01}");
        EventQuery sms = new EventQuery("sms", Optional.empty(), Optional.empty());
        assertThat(world.finder.event(CUSTOMER, sms)).isEmpty();

        rate("EUR", "USD", 2_000_000_000, now);

        assertThat(world.finder.event(CUSTOMER, sms).orElseThrow().price().costMicros(1))
                .isEqualTo(20_000);
    }

    @Test
    void onlyAdminsOfRootHaveExchangeRates() {
        ExchangeRate rate = rate("EUR", "USD", 1, now);

        assertThatThrownBy(
                        () -> world.exchange.list(admin(MASTER), Optional.empty(), Optional.empty(), PageRequest.all()))
                .isInstanceOf(ForbiddenException.class);
        assertThatThrownBy(() -> world.exchange.get(admin(MASTER), rate.id())).isInstanceOf(ForbiddenException.class);
        assertThatThrownBy(() -> world.exchange.delete(user(ROOT), rate.id())).isInstanceOf(ForbiddenException.class);
        assertThatThrownBy(() -> world.exchange.add(admin(ROOT), rate)).isInstanceOf(ConflictException.class);
    }

    @Test
    void listsInPagesByPair() {
        ExchangeRate one = rate("EUR", "GBP", 1, now);
        ExchangeRate two = rate("EUR", "USD", 1, now);
        ExchangeRate three = rate("EUR", "USD", 2, now.plusSeconds(1));

        Page<ExchangeRate> first = list(Optional.empty(), new PageRequest(Optional.empty(), 2, true));
        Page<ExchangeRate> second = list(Optional.empty(), new PageRequest(first.nextStartKey(), 2, true));

        assertThat(first.rows()).containsExactly(one, two);
        assertThat(second).isEqualTo(Page.last(java.util.List.of(three)));
        assertThat(list(Optional.of("USD"), PageRequest.all()).rows()).containsExactly(three, two);
    }

    private Page<ExchangeRate> list(Optional<String> to, PageRequest page) {
        return world.exchange.list(admin(ROOT), Optional.of("EUR"), to, page);
    }

    private Long exchangeAt(Instant at) {
        return world.finder
                .find(CUSTOMER, query(at))
                .map(Rate::price)
                .map(Price::exchangeNumerator)
                .orElse(null);
    }

    private static RateQuery query(Instant at) {
        return new RateQuery(NUMBER, Direction.OUTBOUND, Optional.empty(), Set.of(), Optional.of(at));
    }

    private static QuoteRequest quote(String number) {
        return new QuoteRequest(number, Direction.OUTBOUND, Optional.empty(), Optional.empty());
    }

    private ExchangeRate rate(String from, String to, long nanos, Instant validFrom) {
        return world.exchange.add(admin(ROOT), new ExchangeRate(from, to, nanos, validFrom));
    }
}
