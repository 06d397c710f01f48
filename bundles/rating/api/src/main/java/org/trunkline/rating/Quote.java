package org.trunkline.rating;

import java.util.Objects;

/**
 * What a call to a number would cost.
 *
 * @param e164 the number with {@code +}
 * @param baseCostMicros the least that a charged call costs: the fee and the minimum
 */
public record Quote(String e164, Rate rate, long baseCostMicros) {
    public Quote {
        Objects.requireNonNull(e164, "e164");
        Objects.requireNonNull(rate, "rate");
    }
}
