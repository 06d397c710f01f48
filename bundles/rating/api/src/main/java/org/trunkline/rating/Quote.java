package org.trunkline.rating;

import java.util.Objects;

/**
 * What a call to a number would cost.
 *
 * @param e164 the number with {@code +}
 * @param baseCostMicros the least that a charged call costs: the fee and the minimum
 * @param currency of that cost: the account's; the deck's where a deck was named
 */
public record Quote(String e164, Rate rate, long baseCostMicros, String currency) {
    public Quote {
        Objects.requireNonNull(e164, "e164");
        Objects.requireNonNull(rate, "rate");
        Objects.requireNonNull(currency, "currency");
    }

    /** A quote in the deck's currency. */
    public Quote(String e164, Rate rate, long baseCostMicros) {
        this(e164, rate, baseCostMicros, rate.currency());
    }
}
