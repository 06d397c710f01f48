package org.trunkline.rating;

import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/** What becomes of one rate between two versions of a deck. At least one of both rates is there. */
public record RateDifference(Kind kind, Optional<RateDocument> before, Optional<RateDocument> after) {
    /** Judged by what calls cost: price, fee, minimum, increment and time without charge. */
    public enum Kind {
        /** Nothing of it gets less, something more. */
        DEARER,
        CHEAPER,
        /** Some of it gets more and some less, or the rate is for other calls. */
        CHANGED,
        NEW,
        GONE;

        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public RateDifference {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(before, "before");
        Objects.requireNonNull(after, "after");
    }

    /** Returns the rate as it is shown: the later one where it is there. */
    public RateDocument rate() {
        return after.or(() -> before).orElseThrow();
    }
}
