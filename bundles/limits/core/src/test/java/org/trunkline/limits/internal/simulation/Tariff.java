package org.trunkline.limits.internal.simulation;

import java.math.BigInteger;
import java.util.Random;
import org.trunkline.rating.Price;

/** A price and what calls cost by it, written from charging §3 alone: fractions of whole numbers, rounded once. */
record Tariff(
        long perMinuteNanos, long feeNanos, int minimum, int increment, int free, int discount, long times, long over) {
    private static final BigInteger TWO = BigInteger.TWO;

    static Tariff random(Random random) {
        long perMinute = random.nextInt(12) == 0 ? 0 : 1 + random.nextInt(random.nextBoolean() ? 300_000_000 : 900_000);
        boolean foreign = random.nextInt(5) == 0;
        return new Tariff(
                perMinute,
                random.nextInt(4) == 0 ? random.nextInt(90_000_000) : 0,
                random.nextInt(3) * 30,
                new int[] {1, 1, 6, 7, 60}[random.nextInt(5)],
                random.nextInt(6) == 0 ? random.nextInt(90) : 0,
                random.nextInt(4) == 0 ? random.nextInt(10_001) : 0,
                foreign ? 1 + random.nextInt(2_000_000) : 1,
                foreign ? 1_000_000 : 1);
    }

    Price price() {
        return new Price(perMinuteNanos, feeNanos, minimum, increment, free, discount, times, over);
    }

    /** Returns c(b): what is counted of so many seconds. */
    static long charged(long seconds, long minimum, long increment, long free) {
        if (seconds <= 0 || seconds <= free) {
            return 0;
        }
        if (seconds <= minimum) {
            return minimum;
        }
        long steps = (seconds - minimum) / increment + ((seconds - minimum) % increment == 0 ? 0 : 1);
        return minimum + steps * increment;
    }

    /** Returns what is paid when free seconds have run out: no fee, no minimum, no free time. */
    Tariff tail() {
        return new Tariff(perMinuteNanos, 0, 0, increment, 0, discount, times, over);
    }

    /** Whether so many nanos, after discount and in the payer's currency, are more than the highest price allowed. */
    boolean exceeds(long nanos, long capNanos) {
        BigInteger paid = big(nanos).multiply(big(10_000 - discount)).multiply(big(times));
        return capNanos >= 0
                && paid.compareTo(big(capNanos).multiply(big(10_000)).multiply(big(over))) > 0;
    }

    /** Returns the micros that a call of so many seconds costs. */
    long cost(long seconds) {
        long charged = charged(seconds, minimum, increment, free);
        if (charged == 0) {
            return 0;
        }
        BigInteger above = big(feeNanos)
                .multiply(big(60))
                .add(big(perMinuteNanos).multiply(big(charged)))
                .multiply(big(10_000 - discount))
                .multiply(big(times));
        BigInteger below = big(60L * 1_000 * 10_000).multiply(big(over));
        return above.multiply(TWO).add(below).divide(below.multiply(TWO)).longValueExact();
    }

    /** Returns the greatest number of seconds, up to a bound, that costs no more than the amount. */
    long reach(long micros, long bound) {
        long fits = 0;
        long tooMuch = bound + 1;
        while (tooMuch - fits > 1) {
            long middle = (fits + tooMuch) >>> 1;
            if (cost(middle) <= micros) {
                fits = middle;
            } else {
                tooMuch = middle;
            }
        }
        return fits;
    }

    private static BigInteger big(long value) {
        return BigInteger.valueOf(value);
    }
}
