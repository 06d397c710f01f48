package org.trunkline.rating;

import java.util.Objects;
import java.util.Optional;
import org.trunkline.kernel.AccountId;

/**
 * Which deck an account pays from, and which deck it sells by default.
 *
 * @param deck the name of the deck that its seller assigned to the account ({@code ratedeck_id})
 * @param defaultDeck the name of the deck that the account, a reseller, sells to whom it assigned none
 *     ({@code default_ratedeck_id})
 */
public record DeckAssignment(AccountId account, Optional<String> deck, Optional<String> defaultDeck) {
    public DeckAssignment {
        Objects.requireNonNull(account, "account");
        Objects.requireNonNull(deck, "deck");
        Objects.requireNonNull(defaultDeck, "defaultDeck");
    }

    public static DeckAssignment none(AccountId account) {
        return new DeckAssignment(account, Optional.empty(), Optional.empty());
    }

    public boolean isNone() {
        return deck.isEmpty() && defaultDeck.isEmpty();
    }
}
