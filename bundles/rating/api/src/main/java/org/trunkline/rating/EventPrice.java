package org.trunkline.rating;

/**
 * What an event costs, exactly: {@code HALF_UP((S + q·r)·(10000 − p)·xn / (10 000 000·xd))} micros of the payer's currency,
 * rounded once.
 *
 * @param perUnitNanos r: nanos of currency per unit (a message, a minute, a megabyte: as the service counts), ≥ 0
 * @param perEventNanos S: nanos of currency once per event, ≥ 0
 * @param discountBasisPoints p: 0..10000
 * @param exchangeNumerator xn: the exchange rate to the payer's currency is xn/xd
 * @param exchangeDenominator xd
 */
public record EventPrice(
        long perUnitNanos,
        long perEventNanos,
        int discountBasisPoints,
        long exchangeNumerator,
        long exchangeDenominator) {
    public EventPrice {
        if (perUnitNanos < 0 || perEventNanos < 0) {
            throw new IllegalArgumentException("negative price");
        }
        Cost.check(discountBasisPoints, exchangeNumerator, exchangeDenominator);
    }

    /**
     * Returns what so many units cost, in micros of the payer's currency.
     *
     * @param quantity ≥ 0
     * @throws ArithmeticException if the cost is beyond what an amount can be
     */
    public long costMicros(long quantity) {
        if (quantity < 0) {
            throw new IllegalArgumentException("quantity " + quantity);
        }
        return Cost.micros(
                perEventNanos, quantity, perUnitNanos, 1, discountBasisPoints, exchangeNumerator, exchangeDenominator);
    }

    /** Returns this price with another discount. */
    public EventPrice discounted(int basisPoints) {
        return new EventPrice(perUnitNanos, perEventNanos, basisPoints, exchangeNumerator, exchangeDenominator);
    }

    /** Returns this price with another exchange rate; with 1/1 it is in the deck's currency. */
    public EventPrice exchanged(long numerator, long denominator) {
        return new EventPrice(perUnitNanos, perEventNanos, discountBasisPoints, numerator, denominator);
    }
}
