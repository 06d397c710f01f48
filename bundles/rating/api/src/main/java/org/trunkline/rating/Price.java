package org.trunkline.rating;

import java.math.BigInteger;

/**
 * What a call costs, exactly (charging §3), in the payer's currency, rounded once.
 *
 * @param perMinuteNanos r: nanos of currency per minute, ≥ 0
 * @param surchargeNanos S: nanos of currency, once per charged call, ≥ 0
 * @param minimumSeconds m ≥ 0
 * @param incrementSeconds i ≥ 1
 * @param noChargeSeconds n ≥ 0: calls up to this length are free
 * @param discountBasisPoints p: 0..10000
 * @param exchangeNumerator xn: the exchange rate to the level's currency is xn/xd
 * @param exchangeDenominator xd
 */
public record Price(
        long perMinuteNanos,
        long surchargeNanos,
        int minimumSeconds,
        int incrementSeconds,
        int noChargeSeconds,
        int discountBasisPoints,
        long exchangeNumerator,
        long exchangeDenominator) {
    /** Reach of a price that costs nothing more with time, or so little that the end is beyond counting. */
    public static final long UNBOUNDED = Long.MAX_VALUE;

    private static final int SECONDS_PER_MINUTE = 60;
    /** With these all steps stay below 2⁶³, and the result below 2⁶². */
    private static final long PLAIN_NANOS_MAX = 70_000_000_000_000L;

    private static final long PLAIN_QUOTIENT_MAX = 70_000_000_000_000L;

    public Price {
        if (perMinuteNanos < 0
                || surchargeNanos < 0
                || minimumSeconds < 0
                || incrementSeconds < 1
                || noChargeSeconds < 0) {
            throw new IllegalArgumentException("negative price or zero increment");
        }
        Cost.check(discountBasisPoints, exchangeNumerator, exchangeDenominator);
    }

    public Price(
            long perMinuteNanos, long surchargeNanos, int minimumSeconds, int incrementSeconds, int noChargeSeconds) {
        this(perMinuteNanos, surchargeNanos, minimumSeconds, incrementSeconds, noChargeSeconds, 0, 1, 1);
    }

    /** Returns this price with another discount. */
    public Price discounted(int basisPoints) {
        return with(basisPoints, exchangeNumerator, exchangeDenominator);
    }

    /** Returns this price with another exchange rate; with 1/1 it is in the deck's currency. */
    public Price exchanged(long numerator, long denominator) {
        return with(discountBasisPoints, numerator, denominator);
    }

    private Price with(int newDiscount, long newNumerator, long newDenominator) {
        return new Price(
                perMinuteNanos,
                surchargeNanos,
                minimumSeconds,
                incrementSeconds,
                noChargeSeconds,
                newDiscount,
                newNumerator,
                newDenominator);
    }

    /** Returns c(b): the seconds that are charged for a call of so many billed seconds. */
    public long chargedSeconds(long billedSeconds) {
        if (billedSeconds <= 0 || billedSeconds <= noChargeSeconds) {
            return 0;
        }
        if (billedSeconds <= minimumSeconds) {
            return minimumSeconds;
        }
        long over = billedSeconds - minimumSeconds;
        return minimumSeconds + ((over + incrementSeconds - 1) / incrementSeconds) * incrementSeconds;
    }

    /** Returns cost(b) in micros of the level's currency, rounded HALF_UP once. */
    public long costMicros(long billedSeconds) {
        long charged = chargedSeconds(billedSeconds);
        return charged == 0
                ? 0
                : Cost.micros(
                        surchargeNanos,
                        charged,
                        perMinuteNanos,
                        SECONDS_PER_MINUTE,
                        discountBasisPoints,
                        exchangeNumerator,
                        exchangeDenominator);
    }

    /**
     * Returns reach(A): the greatest number of seconds that costs no more than the amount; {@link #UNBOUNDED} where time
     * costs nothing and the fee fits.
     */
    public long reachSeconds(long amountMicros) {
        if (amountMicros < 0) {
            return 0;
        }
        if (perMinuteNanos == 0 || discountBasisPoints == 10_000) {
            return costMicros(Math.max(1, noChargeSeconds + 1L)) <= amountMicros ? UNBOUNDED : noChargeSeconds;
        }
        long charged = greatestCharged(amountMicros);
        if (charged == UNBOUNDED) {
            return UNBOUNDED;
        }
        if (charged < minimumSeconds || charged <= 0) {
            return noChargeSeconds;
        }
        long steps = (charged - minimumSeconds) / incrementSeconds;
        return Math.max(noChargeSeconds, minimumSeconds + steps * incrementSeconds);
    }

    /** Returns the greatest k with the cost of k charged seconds ≤ the amount, by the inverse of the one rounding. */
    private long greatestCharged(long amountMicros) {
        boolean isPlain = discountBasisPoints == 0
                && exchangeNumerator == exchangeDenominator
                && surchargeNanos <= PLAIN_NANOS_MAX
                && perMinuteNanos <= PLAIN_NANOS_MAX
                && amountMicros / perMinuteNanos <= PLAIN_QUOTIENT_MAX;
        return isPlain ? greatestOfPlain(amountMicros) : greatestOfAny(amountMicros);
    }

    /**
     * The same without discount and exchange, in plain arithmetic: (2D·A + D − 1) / 20000 with D = 6·10⁸ is
     * 60000·A + 29999, and of A only the rest by r needs to be multiplied before it is divided.
     */
    private long greatestOfPlain(long amountMicros) {
        long whole = amountMicros / perMinuteNanos;
        long rest = amountMicros % perMinuteNanos;
        long charged = 60_000 * whole + Math.floorDiv(60_000 * rest + 29_999 - 60 * surchargeNanos, perMinuteNanos);
        return charged < 0 ? -1 : charged;
    }

    private long greatestOfAny(long amountMicros) {
        // HALF_UP(N / D) ≤ A  ⇔  2N + D < 2D·(A + 1)  ⇔  2N ≤ 2D·A + D − 1, with N, D integers
        BigInteger denominator = Cost.big(600_000_000L).multiply(Cost.big(exchangeDenominator));
        BigInteger bound = denominator
                .shiftLeft(1)
                .multiply(Cost.big(amountMicros))
                .add(denominator)
                .subtract(BigInteger.ONE);
        BigInteger weight = Cost.big(10_000L - discountBasisPoints)
                .multiply(Cost.big(exchangeNumerator))
                .shiftLeft(1);
        BigInteger nanos60 = bound.divide(weight).subtract(Cost.big(60).multiply(Cost.big(surchargeNanos)));
        if (nanos60.signum() < 0) {
            return -1;
        }
        BigInteger charged = nanos60.divide(Cost.big(perMinuteNanos));
        return charged.bitLength() > 62 ? UNBOUNDED : charged.longValueExact();
    }
}
