package org.trunkline.rating;

import java.math.BigInteger;

/** The one rounding of prices: HALF_UP to micros, at the end. */
final class Cost {
    /** Nanos to micros, times basis points. */
    private static final long SCALE = 10_000_000;

    private static final int BASIS_POINTS = 10_000;

    private Cost() {}

    static void check(int discountBasisPoints, long exchangeNumerator, long exchangeDenominator) {
        if (discountBasisPoints < 0 || discountBasisPoints > BASIS_POINTS) {
            throw new IllegalArgumentException("discount " + discountBasisPoints);
        }
        if (exchangeNumerator < 1 || exchangeDenominator < 1) {
            throw new IllegalArgumentException("exchange rate " + exchangeNumerator + "/" + exchangeDenominator);
        }
    }

    /**
     * Returns (fee + quantity · rate / parts) · (1 − p) · xn/xd in micros.
     *
     * @param parts of how many parts the unit of the rate is: 60 for seconds at a rate per minute
     * @throws ArithmeticException if it is beyond 64 bits
     */
    static long micros(
            long feeNanos, long quantity, long rateNanos, int parts, int discountBasisPoints, long xn, long xd) {
        try {
            long nanos = Math.addExact(Math.multiplyExact(feeNanos, parts), Math.multiplyExact(quantity, rateNanos));
            long numerator = Math.multiplyExact(Math.multiplyExact(nanos, BASIS_POINTS - discountBasisPoints), xn);
            long denominator = Math.multiplyExact(parts * SCALE, xd);
            return Math.addExact(numerator, denominator / 2) / denominator;
        } catch (ArithmeticException tooBigForLong) {
            return microsBig(feeNanos, quantity, rateNanos, parts, discountBasisPoints, xn, xd);
        }
    }

    private static long microsBig(
            long feeNanos, long quantity, long rateNanos, int parts, int discountBasisPoints, long xn, long xd) {
        BigInteger numerator = big(feeNanos)
                .multiply(big(parts))
                .add(big(quantity).multiply(big(rateNanos)))
                .multiply(big(BASIS_POINTS - discountBasisPoints))
                .multiply(big(xn));
        BigInteger denominator = big(parts * SCALE).multiply(big(xd));
        return numerator.add(denominator.shiftRight(1)).divide(denominator).longValueExact();
    }

    static BigInteger big(long value) {
        return BigInteger.valueOf(value);
    }
}
