package org.trunkline.rating;

import java.time.ZoneId;
import java.util.Objects;
import java.util.Optional;

/**
 * What holds for all rates of a deck.
 *
 * @param currency of its prices, ISO 4217; empty for that of its owner
 * @param timezone by whose clock its days and hours are meant; empty for that of its owner
 * @param incrementSeconds for rates that give none, ≥ 1
 * @param minimumSeconds for rates that give none, ≥ 0
 */
public record DeckSettings(
        Optional<String> currency, Optional<ZoneId> timezone, int incrementSeconds, int minimumSeconds) {
    /** The longest increment and minimum: a day. */
    public static final int SECONDS_MAX = 86_400;

    private static final int SECONDS_DEFAULT = 60;

    /** What the wire says where nobody says anything. */
    public static final DeckSettings DEFAULT =
            new DeckSettings(Optional.empty(), Optional.empty(), SECONDS_DEFAULT, SECONDS_DEFAULT);

    public DeckSettings {
        Objects.requireNonNull(currency, "currency");
        Objects.requireNonNull(timezone, "timezone");
        if (incrementSeconds < 1 || incrementSeconds > SECONDS_MAX) {
            throw new IllegalArgumentException("increment " + incrementSeconds);
        }
        if (minimumSeconds < 0 || minimumSeconds > SECONDS_MAX) {
            throw new IllegalArgumentException("minimum " + minimumSeconds);
        }
    }
}
