package org.trunkline.rating;

import java.time.Instant;
import java.util.Comparator;
import java.util.Objects;

/**
 * One state of all rates of a deck. In force is, of the versions that have taken effect, the one that did so last.
 *
 * @param number counts from 1; 0 is the state before the first import, made of single rates alone
 * @param effective when it takes effect
 * @param rates how many rates it had when it was made
 * @param origin how it came about, for people
 */
public record DeckVersion(long number, Instant created, Instant effective, long rates, String origin) {
    /** The order in which versions come into force. */
    public static final Comparator<DeckVersion> ORDER =
            Comparator.comparing(DeckVersion::effective).thenComparingLong(DeckVersion::number);

    public static final int ORIGIN_LENGTH_MAX = 128;

    /** What a deck is before its first version. */
    public static final DeckVersion NONE = new DeckVersion(0, Instant.EPOCH, Instant.EPOCH, 0, "single rates");

    public DeckVersion {
        Objects.requireNonNull(created, "created");
        Objects.requireNonNull(effective, "effective");
        Objects.requireNonNull(origin, "origin");
    }
}
