package org.trunkline.rating.internal;

import java.util.Comparator;
import org.trunkline.kernel.Money;
import org.trunkline.rating.Direction;

/**
 * One rate while it is written or shown; decks keep rates more tightly.
 *
 * @param directions {@link #IN}, {@link #OUT}, both, or 0 where none is given, which means both
 * @param internalNanos {@link #NO_COST} where none is given
 * @param description empty where none is given
 * @param name empty where none is given
 * @param tailed whether the id ends with the direction, because another direction of the prefix was there first
 */
record RateRow(
        String prefix,
        int directions,
        long rateNanos,
        long internalNanos,
        String description,
        String name,
        Kind kind,
        boolean tailed) {
    static final int IN = 1;
    static final int OUT = 2;
    static final int BOTH = IN | OUT;
    static final long NO_COST = -1;

    private static final int WEIGHT_MIN = 1;
    private static final int WEIGHT_MAX = 100;
    private static final int WEIGHT_PER_DIGIT = 10;
    private static final long NANOS_PER_WEIGHT = Money.NANOS_PER_UNIT / 100;

    /** The order in a deck: by prefix, and of one prefix the best first. */
    static final Comparator<RateRow> ORDER = Comparator.comparing(RateRow::prefix)
            .thenComparingInt(RateRow::weight)
            .thenComparingInt(RateRow::effectiveDirections)
            .thenComparing(row -> row.kind().suffix())
            .thenComparing(row -> row.kind().service());

    static int mask(Direction direction) {
        return direction == Direction.INBOUND ? IN : OUT;
    }

    int effectiveDirections() {
        return directions == 0 ? BOTH : directions;
    }

    int weight() {
        return weight(kind, prefix.length(), rateNanos, internalNanos);
    }

    /** Returns the weight, by default {@code digits · 10 − floor(cost · 100)} within 1..100 (crossbar-api §7.2). */
    static int weight(Kind kind, int prefixLength, long rateNanos, long internalNanos) {
        if (kind.weight() > 0) {
            return kind.weight();
        }
        long cost = (internalNanos == NO_COST ? rateNanos : internalNanos) / NANOS_PER_WEIGHT;
        return (int) Math.max(WEIGHT_MIN, Math.min(WEIGHT_MAX, (long) prefixLength * WEIGHT_PER_DIGIT - cost));
    }

    String id() {
        return id(kind, prefix, effectiveDirections(), tailed);
    }

    static String id(Kind kind, String prefix, int directions, boolean tailed) {
        String id = kind.idStart() + prefix;
        if (!kind.suffix().isEmpty()) {
            id = id + '-' + kind.suffix();
        }
        if (!kind.service().isEmpty()) {
            id = id + '-' + kind.service();
        }
        return tailed ? id + ((directions & IN) != 0 ? "-in" : "") + ((directions & OUT) != 0 ? "-out" : "") : id;
    }

    /** Returns the name, by default {@code [direction_][iso_]prefix} (crossbar-api §7.2), or {@code service_[iso_]prefix}. */
    String shownName() {
        return name.isEmpty() ? defaultName(kind, prefix, directions) : name;
    }

    static String defaultName(Kind kind, String prefix, int directions) {
        String direction = directions == IN ? "inbound_" : directions == OUT ? "outbound_" : "";
        String service = kind.service().isEmpty() ? "" : kind.service() + '_';
        return service + direction + kind.nameStart() + prefix;
    }

    /** Returns whether both are the same rate of a deck: prefix, directions, suffix and service. */
    boolean isSameRate(RateRow other) {
        return prefix.equals(other.prefix)
                && effectiveDirections() == other.effectiveDirections()
                && kind.suffix().equals(other.kind.suffix())
                && kind.service().equals(other.kind.service());
    }

    RateRow withTail(boolean newTailed) {
        return newTailed == tailed
                ? this
                : new RateRow(prefix, directions, rateNanos, internalNanos, description, name, kind, newTailed);
    }
}
