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

    /** Returns the micros that a call of so many seconds costs. */
    long cost(long seconds) {
        if (seconds <= 0 || seconds <= free) {
            return 0;
        }
        long charged = minimum;
        if (seconds > minimum) {
            long steps = (seconds - minimum) / increment + ((seconds - minimum) % increment == 0 ? 0 : 1);
            charged += steps * increment;
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
