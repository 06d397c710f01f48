package org.trunkline.rating;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.trunkline.kernel.AccountId;

/**
 * Which deck an account pays from, at which discounts, and which deck it sells by default.
 *
 * @param deck the name of the deck that its seller assigned to the account ({@code ratedeck_id})
 * @param defaultDeck the name of the deck that the account, a reseller, sells to whom it assigned none
 *     ({@code default_ratedeck_id})
 * @param discounts what its seller takes off the whole cost of a call, in basis points, 0..10000, by the class of the number
 */
public record DeckAssignment(
        AccountId account, Optional<String> deck, Optional<String> defaultDeck, Map<String, Integer> discounts) {
    /** A cost with this discount is 0. */
    public static final int DISCOUNT_MAX_BASIS_POINTS = 10_000;

    public DeckAssignment {
        Objects.requireNonNull(account, "account");
        Objects.requireNonNull(deck, "deck");
        Objects.requireNonNull(defaultDeck, "defaultDeck");
        discounts = Map.copyOf(discounts);
    }

    /** Decks without discounts. */
    public DeckAssignment(AccountId account, Optional<String> deck, Optional<String> defaultDeck) {
        this(account, deck, defaultDeck, Map.of());
    }

    public static DeckAssignment none(AccountId account) {
        return new DeckAssignment(account, Optional.empty(), Optional.empty());
    }

    public boolean isNone() {
        return deck.isEmpty() && defaultDeck.isEmpty() && discounts.isEmpty();
    }
}
