package org.trunkline.rating.internal;

import java.time.Clock;
import java.util.Map;
import org.trunkline.kernel.AccountNode;
import org.trunkline.rating.Rate;
import org.trunkline.rating.RateQuery;

/** One question to the deck that somebody pays from, put to the version that answers it. */
final class Search {
    private final AccountNode payer;
    private final Map<String, Integer> discounts;
    private final boolean isCost;
    private final Asked asked;
    private final LiveDeck version;
    private final String currency;
    private long longest;
    private long described = Texts.UNLOCATED;

    /**
     * @param discounts in basis points by the class of the number
     * @param isCost what the seller of the deck pays is the price
     * @param isCorrected the version of now is asked, whenever the question is about
     */
    private Search(
            AccountNode payer,
            Map<String, Integer> discounts,
            DeckTimeline deck,
            AccountNode owner,
            boolean isCost,
            RateQuery query,
            boolean isCorrected,
            Clock clock) {
        this.payer = payer;
        this.discounts = discounts;
        this.isCost = isCost;
        asked = new Asked(query, clock, deck, owner);
        version = isCorrected ? deck.at(clock.instant()) : deck.at(asked);
        currency = deck.currency(owner.currency());
    }

    /** Returns what the payer pays is asked for; null where there is no deck. */
    static Search of(PaysFrom from, RateQuery query, boolean isCorrected, Clock clock) {
        return from == null || from.deck() == null
                ? null
                : new Search(
                        from.payer(),
                        from.discounts(),
                        from.deck().get(),
                        from.owner(),
                        false,
                        query,
                        isCorrected,
                        clock);
    }

    /** The same for root, which pays carriers. */
    static Search of(Bought bought, RateQuery query, boolean isCorrected, Clock clock) {
        return bought.deck() == null
                ? null
                : new Search(
                        bought.root(),
                        Map.of(),
                        bought.deck().get(),
                        bought.root(),
                        !bought.isFromCarriers(),
                        query,
                        isCorrected,
                        clock);
    }

    AccountNode payer() {
        return payer;
    }

    Map<String, Integer> discounts() {
        return discounts;
    }

    Asked asked() {
        return asked;
    }

    /** Returns what is to be asked first. */
    DigitTrie trie() {
        return version.trie(asked);
    }

    /** Asks this deck alone. */
    void seek() {
        longest = trie().find(asked.digits());
    }

    /**
     * Takes over what several decks were asked for at once, and looks for the description as all others do now.
     *
     * @param answer what {@link #trie} says to the number
     */
    void seek(long answer) {
        longest = answer;
        described = version.described(answer);
    }

    /** Returns the rate as it stands in the deck, or null; after one of these. */
    Rate rate() {
        return version.found(longest, described, asked, currency, isCost);
    }
}
