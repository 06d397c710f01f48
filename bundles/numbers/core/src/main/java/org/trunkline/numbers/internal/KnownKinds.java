package org.trunkline.numbers.internal;

import java.util.Set;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.BiFunction;
import org.trunkline.numbers.internal.FlatRateTable.Kind;

/** Of what kinds the numbers are that were asked for lately: to find out takes longer than all else in a decision. */
final class KnownKinds {
    /** A power of two. A number that has the place of another takes it. */
    private static final int PLACES = 1 << 15;

    private record Known(String e164, String country, Set<Kind> kinds) {}

    private final AtomicReferenceArray<Known> places = new AtomicReferenceArray<>(PLACES);
    private final BiFunction<String, String, Set<Kind>> read;

    KnownKinds(BiFunction<String, String, Set<Kind>> read) {
        this.read = read;
    }

    Set<Kind> of(String e164, String country) {
        int hash = e164.hashCode() * 31 + country.hashCode();
        int place = (hash ^ hash >>> 15) & PLACES - 1;
        Known known = places.get(place);
        if (known == null || !known.e164.equals(e164) || !known.country.equals(country)) {
            known = new Known(e164, country, Set.copyOf(read.apply(e164, country)));
            places.set(place, known);
        }
        return known.kinds;
    }
}
