package org.trunkline.limits;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.trunkline.rating.Direction;
import org.trunkline.rating.Price;

/**
 * Seconds of calls that are free, again in each cycle. A call of {@code b} seconds takes {@code 0} of them if {@code b} is no
 * more than {@code noConsumeSeconds}, else as many as a price with this minimum and increment would charge.
 *
 * @param name the class of numbers it is for, or the direction, an underscore and the class
 * @param amountSeconds how many there are in one cycle, ≥ 0
 * @param minimumSeconds ≥ 0
 * @param incrementSeconds ≥ 1
 * @param noConsumeSeconds calls up to this length take nothing
 * @param group names of other allotments whose seconds count here too; they count there only if those name this one
 * @param whenUsedUp what becomes of a call that goes on
 */
public record Allotment(
        String name,
        long amountSeconds,
        Cycle cycle,
        int minimumSeconds,
        int incrementSeconds,
        int noConsumeSeconds,
        List<String> group,
        WhenUsedUp whenUsedUp) {

    /** What becomes of a call when the seconds run out. */
    public enum WhenUsedUp {
        /** It is charged per minute, where that is allowed and can be paid; else it ends. */
        CONTINUE,
        END
    }

    /** So that a second costs a micro. */
    private static final long NANOS_PER_MINUTE = 60_000;

    public Allotment {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(cycle, "cycle");
        group = List.copyOf(group);
        Objects.requireNonNull(whenUsedUp, "whenUsedUp");
    }

    /** Returns the names of the allotments that a call may use, the one that counts first. */
    public static List<String> names(Direction direction, String classification) {
        return List.of(direction.wireName() + "_" + classification, classification);
    }

    /** Returns what a call takes, as a price: one micro is one second. */
    public Price seconds() {
        return seconds(minimumSeconds, incrementSeconds, noConsumeSeconds);
    }

    public static Price seconds(int minimumSeconds, int incrementSeconds, int noConsumeSeconds) {
        return new Price(NANOS_PER_MINUTE, 0, minimumSeconds, incrementSeconds, noConsumeSeconds);
    }

    /** Returns the seconds that are charged per minute after the allotment has run out: m = S = n = 0 (charging §3). */
    public static Optional<Price> tail(Optional<Price> price) {
        return price.map(full -> new Price(
                full.perMinuteNanos(),
                0,
                0,
                full.incrementSeconds(),
                0,
                full.discountBasisPoints(),
                full.exchangeNumerator(),
                full.exchangeDenominator()));
    }
}
