package org.trunkline.benchmarks;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Optional;

/**
 * One measured figure beside the one to reach.
 *
 * @param what what was measured, in words
 * @param goal what design §12 asks for; empty where it asks for nothing
 */
record Figure(String what, BigDecimal value, String unit, Optional<Goal> goal) {

    /** A bound; {@code atLeast} tells on which side of it is good. */
    record Goal(boolean atLeast, BigDecimal bound) {
        boolean isMetBy(BigDecimal value) {
            return atLeast ? value.compareTo(bound) >= 0 : value.compareTo(bound) <= 0;
        }

        @Override
        public String toString() {
            return (atLeast ? "at least " : "at most ") + bound.toPlainString();
        }
    }

    private static final MathContext SHOWN = new MathContext(4);

    static Figure of(String what, Number value, String unit) {
        return new Figure(what, rounded(value), unit, Optional.empty());
    }

    Figure atLeast(long bound) {
        return new Figure(what, value, unit, Optional.of(new Goal(true, BigDecimal.valueOf(bound))));
    }

    Figure atMost(long bound) {
        return new Figure(what, value, unit, Optional.of(new Goal(false, BigDecimal.valueOf(bound))));
    }

    private static BigDecimal rounded(Number value) {
        return new BigDecimal(value.toString()).round(SHOWN);
    }
}
