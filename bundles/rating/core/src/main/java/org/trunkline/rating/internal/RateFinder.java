package org.trunkline.rating.internal;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.AccountNode;
import org.trunkline.kernel.AccountTree;
import org.trunkline.numbers.NumberPlan;
import org.trunkline.rating.CallRates;
import org.trunkline.rating.Direction;
import org.trunkline.rating.EventQuery;
import org.trunkline.rating.EventRate;
import org.trunkline.rating.ExchangeRate;
import org.trunkline.rating.Rate;
import org.trunkline.rating.RateLookup;
import org.trunkline.rating.RateQuery;

/** Rates, discounts and exchange rates put together: what accounts pay, and what root pays. */
@Component(service = {RateLookup.class, RateFinder.class})
public final class RateFinder implements RateLookup {
    private static final Logger LOG = LoggerFactory.getLogger(RateFinder.class);
    /** The prefix of events that have any number, or none. */
    private static final String ANY_NUMBER = "0";

    private final DeckModel decks;
    private final ExchangeModel exchange;
    private final AccountTree tree;
    private final NumberPlan numbers;
    private final Clock clock;
    /** Pairs of currencies that a rate was missed of; as many as pairs are in use. */
    private final Set<String> missing = ConcurrentHashMap.newKeySet();

    @Activate
    public RateFinder(
            @Reference DeckModel decks,
            @Reference ExchangeModel exchange,
            @Reference AccountTree tree,
            @Reference NumberPlan numbers,
            @Reference Clock clock) {
        this.decks = decks;
        this.exchange = exchange;
        this.tree = tree;
        this.numbers = numbers;
        this.clock = clock;
    }

    @Override
    public Optional<Rate> find(AccountId payer, RateQuery query) {
        return find(payer, query, false);
    }

    @Override
    public Optional<Rate> findCorrected(AccountId payer, RateQuery query) {
        return find(payer, query, true);
    }

    @Override
    public Optional<AccountId> deckOwner(AccountId payer) {
        return Optional.ofNullable(decks.paysFrom(payer))
                .flatMap(from -> Optional.ofNullable(from.deck()))
                .map(deck -> deck.get().stored().owner());
    }

    private Optional<Rate> find(AccountId payer, RateQuery query, boolean isCorrected) {
        return alone(Search.of(decks.paysFrom(payer), query, isCorrected, clock));
    }

    @Override
    public CallRates findAll(List<AccountId> payers, boolean isCarried, RateQuery query) {
        PaysFrom[] from = decks.paysFrom(payers);
        Search[] searches = new Search[from.length + 1];
        for (int i = 0; i < from.length; i++) {
            searches[i] = Search.of(from[i], query, false, clock);
        }
        searches[from.length] = isCarried ? Search.of(decks.bought(), query, false, clock) : null;
        DigitTrie[] tries = new DigitTrie[searches.length];
        for (int i = 0; i < tries.length; i++) {
            tries[i] = searches[i] == null ? DigitTrie.EMPTY : searches[i].trie();
        }
        long[] longest = DigitTrie.findAll(tries, query.digits());
        for (int i = 0; i < tries.length; i++) {
            if (searches[i] != null) {
                searches[i].seek(longest[i]);
            }
        }
        List<Optional<Rate>> paid = new ArrayList<>(from.length);
        for (int i = 0; i < from.length; i++) {
            paid.add(rate(searches[i]));
        }
        return new CallRates(paid, rate(searches[from.length]));
    }

    /** @param search null where there is no deck */
    private Optional<Rate> alone(Search search) {
        if (search != null) {
            search.seek();
        }
        return rate(search);
    }

    private Optional<Rate> rate(Search search) {
        return search == null ? Optional.empty() : paid(search, search.rate());
    }

    /** @param rate as it stands in the deck, or null */
    private Optional<Rate> paid(Search search, Rate rate) {
        if (rate == null) {
            return Optional.empty();
        }
        int discount = discount(search.discounts(), search.asked().digits());
        Rate discounted = discount == 0 ? rate : rate.withPrice(rate.price().discounted(discount));
        return exchanged(discounted, search.payer().currency(), search.asked());
    }

    /** Returns the basis points that the payer's seller takes off for the class of the number. */
    private int discount(Map<String, Integer> discounts, String digits) {
        return discounts.isEmpty()
                ? 0
                : discounts.getOrDefault(numbers.classify('+' + digits).name(), 0);
    }

    private Optional<Rate> exchanged(Rate rate, String currency, Asked asked) {
        return rate.currency().equals(currency)
                ? Optional.of(rate)
                : exchangeRate(rate.currency(), currency, asked)
                        .map(x -> rate.withPrice(rate.price().exchanged(x.numerator(), x.denominator())));
    }

    private Optional<ExchangeRate> exchangeRate(String from, String to, Asked asked) {
        Optional<ExchangeRate> found = exchange.inForce(from, to, asked.at());
        if (found.isEmpty() && missing.add(ExchangeModel.pair(from, to))) {
            LOG.error(
                    "Exchange rate missing, calls that need it have no rate: from={} to={} at={}",
                    from,
                    to,
                    asked.at());
        }
        return found;
    }

    @Override
    public Optional<ExchangeRate> exchange(String from, String to, Instant at) {
        return exchange.inForce(from, to, at);
    }

    @Override
    public Optional<Rate> carrierCost(RateQuery query) {
        return carrierCost(query, false);
    }

    @Override
    public Optional<Rate> carrierCostCorrected(RateQuery query) {
        return carrierCost(query, true);
    }

    private Optional<Rate> carrierCost(RateQuery query, boolean isCorrected) {
        return alone(Search.of(decks.bought(), query, isCorrected, clock));
    }

    @Override
    public Optional<EventRate> event(AccountId payer, EventQuery query) {
        PaysFrom from = decks.paysFrom(payer);
        if (from == null || from.deck() == null) {
            return Optional.empty();
        }
        DeckTimeline deck = from.deck().get();
        Asked asked = asked(query, query.digits().orElse(ANY_NUMBER), deck, from.owner());
        LiveDeck version = deck.at(asked);
        String currency = deck.currency(from.owner().currency());
        EventRate found = version.findEvent(asked, currency);
        if (found == null) {
            found = version.findEvent(asked(query, ANY_NUMBER, deck, from.owner()), currency);
        }
        int discount =
                query.digits().map(digits -> discount(from.discounts(), digits)).orElse(0);
        return Optional.ofNullable(found)
                .map(rate -> discount == 0 ? rate : rate.withPrice(rate.price().discounted(discount)))
                .flatMap(rate -> exchanged(rate, from.payer().currency(), asked));
    }

    private Asked asked(EventQuery query, String digits, DeckTimeline deck, AccountNode owner) {
        RateQuery number = new RateQuery(digits, Direction.OUTBOUND, Optional.empty(), Set.of(), query.at());
        return new Asked(query.service(), number, clock, deck, owner);
    }

    private Optional<EventRate> exchanged(EventRate rate, String currency, Asked asked) {
        return rate.currency().equals(currency)
                ? Optional.of(rate)
                : exchangeRate(rate.currency(), currency, asked)
                        .map(x -> rate.withPrice(rate.price().exchanged(x.numerator(), x.denominator())));
    }

    /** Returns the rate of the deck that the name means to a seller, in the deck's currency and without discount. */
    Optional<Rate> find(AccountNode seller, String name, RateQuery query) {
        return decks.ownOrSold(seller.id(), name).map(deck -> {
            AccountNode owner = decks.owner(deck, seller);
            Asked asked = new Asked(query, clock, deck, owner);
            return deck.at(asked).find(asked, deck.currency(owner.currency()));
        });
    }
}
