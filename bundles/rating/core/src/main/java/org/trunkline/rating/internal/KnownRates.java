package org.trunkline.rating.internal;

import java.util.concurrent.atomic.AtomicReferenceArray;
import org.trunkline.rating.Rate;

/**
 * The rates of one version of a deck that calls found lately, so that calls to the same places share them and what they are
 * called. A rate never changes, so that nothing here becomes outdated; all go with the version.
 */
final class KnownRates {
    /** A power of two. A rate that has the place of another takes it. */
    private static final int PLACES_MAX = 1 << 15;

    private record Known(long found, Rate rate) {}

    private final int mask;
    /** Made when the first call comes: most decks of a large platform have none for days. */
    private volatile AtomicReferenceArray<Known> places;

    /** @param rates how many rates there are */
    KnownRates(int rates) {
        mask = Math.min(PLACES_MAX, Math.max(1, Integer.highestOneBit(rates))) - 1;
    }

    /** Returns the rate that was found so, or null if it is not known. */
    Rate find(long found, String currency) {
        AtomicReferenceArray<Known> all = places;
        Known known = all == null ? null : all.get(place(found));
        return known != null && known.found == found && known.rate.currency().equals(currency) ? known.rate : null;
    }

    Rate keep(long found, Rate rate) {
        AtomicReferenceArray<Known> all = places;
        if (all == null) {
            all = new AtomicReferenceArray<>(mask + 1);
            places = all;
        }
        all.set(place(found), new Known(found, rate));
        return rate;
    }

    private int place(long found) {
        int number = CompactDeck.rate(found);
        return (number ^ number >>> 15) & mask;
    }
}
