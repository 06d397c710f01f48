package org.trunkline.numbers.internal;

import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.BiFunction;

/** What was found out lately about numbers: to find it out takes longer than all else in a decision. */
final class KnownFacts<T> {
    /** A power of two. A number that has the place of another takes it. */
    private static final int PLACES = 1 << 15;

    private record Known<T>(String e164, String country, T fact) {}

    private final AtomicReferenceArray<Known<T>> places = new AtomicReferenceArray<>(PLACES);
    private final BiFunction<String, String, T> read;

    /** @param read finds it out of a number and a country; never null */
    KnownFacts(BiFunction<String, String, T> read) {
        this.read = read;
    }

    T of(String e164, String country) {
        int hash = e164.hashCode() * 31 + country.hashCode();
        int place = (hash ^ hash >>> 15) & PLACES - 1;
        Known<T> known = places.get(place);
        if (known == null || !known.e164.equals(e164) || !known.country.equals(country)) {
            known = new Known<>(e164, country, read.apply(e164, country));
            places.set(place, known);
        }
        return known.fact;
    }
}
