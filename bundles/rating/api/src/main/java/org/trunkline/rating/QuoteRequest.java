package org.trunkline.rating;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * What a quote is asked for.
 *
 * @param number the number that decides, in any form that people write
 * @param callerNumber the caller's number, for rates that depend on the origin
 * @param deck the name of the deck to ask; empty for the deck that the account pays from
 * @param options flags of the call, for rates that depend on them
 * @param at when the call is made; empty for now
 */
public record QuoteRequest(
        String number,
        Direction direction,
        Optional<String> callerNumber,
        Optional<String> deck,
        Set<String> options,
        Optional<Instant> at) {
    public QuoteRequest {
        Objects.requireNonNull(number, "number");
        Objects.requireNonNull(direction, "direction");
        Objects.requireNonNull(callerNumber, "callerNumber");
        Objects.requireNonNull(deck, "deck");
        options = Set.copyOf(options);
        Objects.requireNonNull(at, "at");
    }

    /** A call without flags, now. */
    public QuoteRequest(String number, Direction direction, Optional<String> callerNumber, Optional<String> deck) {
        this(number, direction, callerNumber, deck, Set.of(), Optional.empty());
    }
}
