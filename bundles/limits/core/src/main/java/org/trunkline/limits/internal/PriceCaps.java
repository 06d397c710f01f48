package org.trunkline.limits.internal;

import java.math.BigInteger;
import org.trunkline.limits.Limits;
import org.trunkline.rating.Price;

/** Compares what a level pays, after discount and in its own currency, with the highest that it wants to. Exact. */
final class PriceCaps {
    private static final long BASIS_POINTS = 10_000;

    private PriceCaps() {}

    static boolean exceeded(Limits.Caps caps, Price price) {
        return exceeded(caps.perMinuteNanos(), price.perMinuteNanos(), price)
                || exceeded(caps.surchargeNanos(), price.surchargeNanos(), price);
    }

    /** nanos · (10000 − p) · xn > cap · 10000 · xd */
    private static boolean exceeded(long capNanos, long nanos, Price price) {
        if (capNanos == Limits.UNLIMITED) {
            return false;
        }
        if (price.discountBasisPoints() == 0 && price.exchangeNumerator() == price.exchangeDenominator()) {
            return nanos > capNanos;
        }
        BigInteger paid = BigInteger.valueOf(nanos)
                .multiply(BigInteger.valueOf(BASIS_POINTS - price.discountBasisPoints()))
                .multiply(BigInteger.valueOf(price.exchangeNumerator()));
        BigInteger allowed = BigInteger.valueOf(capNanos)
                .multiply(BigInteger.valueOf(BASIS_POINTS))
                .multiply(BigInteger.valueOf(price.exchangeDenominator()));
        return paid.compareTo(allowed) > 0;
    }
}
