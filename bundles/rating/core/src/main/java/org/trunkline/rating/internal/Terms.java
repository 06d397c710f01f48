package org.trunkline.rating.internal;

import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import org.trunkline.rating.DeckSettings;
import org.trunkline.rating.Price;

/**
 * What the rates of a deck cost, by tariff; made when it is first asked for. Prices that are equal are there once, so that
 * those which calls ask for stay near the processor. Nothing here ever changes, so whoever comes at the same moment may make
 * it once more.
 */
final class Terms {
    private final DeckSettings settings;
    private final CompactDeck deck;
    private final Map<Price, Price> equal = new ConcurrentHashMap<>();
    /** Null before the first call: most decks of a large platform have none for days. */
    private Price[] prices;

    private OptionalLong[] internalCosts;
    /** What root pays; for the system deck alone. */
    private Price[] costs;

    Terms(DeckSettings settings, CompactDeck deck) {
        this.settings = settings;
        this.deck = deck;
    }

    /** @param found an answer of the deck */
    Price price(long found) {
        Price[] all = prices;
        if (all == null) {
            all = new Price[deck.tariffs().count()];
            prices = all;
        }
        int tariff = CompactDeck.tariffOf(found);
        Price known = all[tariff];
        if (known == null) {
            Kind kind = deck.kindOf(found);
            known = once(new Price(
                    deck.rateNanosOf(found),
                    kind.surchargeNanos(),
                    kind.minimumSeconds(settings.minimumSeconds()),
                    kind.incrementSeconds(settings.incrementSeconds()),
                    kind.noChargeSeconds()));
            all[tariff] = known;
        }
        return known;
    }

    /** Returns what the seller pays per minute. */
    OptionalLong internalCostNanos(long found) {
        OptionalLong[] all = internalCosts;
        if (all == null) {
            all = new OptionalLong[deck.tariffs().count()];
            internalCosts = all;
        }
        int tariff = CompactDeck.tariffOf(found);
        OptionalLong known = all[tariff];
        if (known == null) {
            known = RateDocuments.optional(deck.internalNanosOf(found));
            all[tariff] = known;
        }
        return known;
    }

    /** Returns what the seller pays, by the same minimum and increment and with nothing else, or null if it is not known. */
    Price internalCost(long found) {
        Price[] all = costs;
        if (all == null) {
            all = new Price[deck.tariffs().count()];
            costs = all;
        }
        int tariff = CompactDeck.tariffOf(found);
        Price known = all[tariff];
        if (known == null && deck.internalNanosOf(found) != RateRow.NO_COST) {
            Price sold = price(found);
            known = once(new Price(deck.internalNanosOf(found), 0, sold.minimumSeconds(), sold.incrementSeconds(), 0));
            all[tariff] = known;
        }
        return known;
    }

    private Price once(Price price) {
        Price known = equal.putIfAbsent(price, price);
        return known == null ? price : known;
    }
}
