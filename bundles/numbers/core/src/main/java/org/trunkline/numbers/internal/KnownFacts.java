package org.trunkline.numbers.internal;

import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.BiFunction;

/** What was found out lately about numbers: to find it out takes longer than all else in a decision. */
final class KnownFacts<T> {
    /** A power of two. A number may have one of two places, and takes one where both belong to others. */
    private static final int PLACES = 1 << 16;

    private record Known<T>(String e164, String country, T fact) {
        boolean isOf(String number, String region) {
            return e164.equals(number) && country.equals(region);
        }
    }

    private final AtomicReferenceArray<Known<T>> places = new AtomicReferenceArray<>(PLACES);
    private final BiFunction<String, String, T> read;

    /** @param read finds it out of a number and a country; never null */
    KnownFacts(BiFunction<String, String, T> read) {
        this.read = read;
    }

    T of(String e164, String country) {
        int hash = e164.hashCode() * 31 + country.hashCode();
        int place = (hash ^ hash >>> 16) & PLACES - 1;
        Known<T> first = places.get(place);
        if (first != null && first.isOf(e164, country)) {
            return first.fact;
        }
        Known<T> second = places.get(place ^ 1);
        if (second != null && second.isOf(e164, country)) {
            return second.fact;
        }
        Known<T> found = new Known<>(e164, country, read.apply(e164, country));
        // the lower bits have chosen the place, so another one says which of the two goes
        boolean isFirst = first == null || second != null && (hash >>> 20 & 1) == 0;
        places.set(isFirst ? place : place ^ 1, found);
        return found.fact;
    }
}
