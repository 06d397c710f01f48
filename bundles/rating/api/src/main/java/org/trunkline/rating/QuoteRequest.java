package org.trunkline.rating;

import java.util.Objects;
import java.util.Optional;

/**
 * What a quote is asked for.
 *
 * @param number the number that decides, in any form that people write
 * @param callerNumber the caller's number, for rates that depend on the origin
 * @param deck the name of the deck to ask; empty for the deck that the account pays from
 */
public record QuoteRequest(String number, Direction direction, Optional<String> callerNumber, Optional<String> deck) {
    public QuoteRequest {
        Objects.requireNonNull(number, "number");
        Objects.requireNonNull(direction, "direction");
        Objects.requireNonNull(callerNumber, "callerNumber");
        Objects.requireNonNull(deck, "deck");
    }
}
