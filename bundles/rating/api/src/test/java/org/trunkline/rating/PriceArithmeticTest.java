package org.trunkline.rating;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

/** The cost function against exact rational arithmetic, over all prices that a deck can have (charging §3). */
class PriceArithmeticTest {
    /** The largest price that is accepted from outside. */
    private static final long PRICE_MAX_NANOS = 1_000_000L * 1_000_000_000L;

    private static final int DAY_SECONDS = 86_400;
    /** KAZOO counts in 1/10000 of the currency. */
    private static final long NANOS_PER_KAZOO_UNIT = 100_000;

    private static final long MICROS_PER_KAZOO_UNIT = 100;

    @Property
    void chargesTheMinimumAndThenWholeIncrements(
            @ForAll("prices") Price price, @ForAll @IntRange(max = DAY_SECONDS) int b) {
        long charged = price.chargedSeconds(b);

        if (b == 0 || b <= price.noChargeSeconds()) {
            assertThat(charged).isZero();
        } else {
            assertThat(charged).isGreaterThanOrEqualTo(b).isGreaterThanOrEqualTo(price.minimumSeconds());
            assertThat((charged - price.minimumSeconds()) % price.incrementSeconds())
                    .isZero();
            assertThat(charged == price.minimumSeconds() || charged - price.incrementSeconds() < b)
                    .isTrue();
        }
    }

    @Property
    void costIsExactUntilItIsRoundedOnce(
            @ForAll("prices") Price price, @ForAll @IntRange(max = DAY_SECONDS) int billed) {
        BigInteger exact = exact(price, price.chargedSeconds(billed));
        Assume.that(exact.bitLength() < Long.SIZE);

        assertThat(price.costMicros(billed)).isEqualTo(exact.longValueExact());
    }

    @Property
    void reachIsTheLastSecondThatFits(
            @ForAll("prices") Price price, @ForAll @LongRange(max = 1_000_000_000_000_000L) long amount) {
        long reach = price.reachSeconds(amount);

        if (reach == Price.UNBOUNDED) {
            assertThat(exact(price, price.chargedSeconds(DAY_SECONDS))).isLessThanOrEqualTo(BigInteger.valueOf(amount));
        } else {
            assertThat(exact(price, price.chargedSeconds(reach))).isLessThanOrEqualTo(BigInteger.valueOf(amount));
            assertThat(exact(price, price.chargedSeconds(reach + 1))).isGreaterThan(BigInteger.valueOf(amount));
        }
    }

    /** Most prices have no discount and need no exchange: for them there is a shorter way to the same. */
    @Property
    void reachWithoutDiscountAndExchangeIsThatOfOneForOne(
            @ForAll("prices") Price any,
            @ForAll @LongRange(max = Long.MAX_VALUE) long amount,
            @ForAll @IntRange(max = 62) int shift) {
        Price plain = any.discounted(0).exchanged(1, 1);
        long micros = amount >> shift;
        Assume.that(plain.perMinuteNanos() > 0);

        long reach = plain.reachSeconds(micros);

        if (reach != Price.UNBOUNDED) {
            BigInteger limit = BigInteger.valueOf(micros);
            assertThat(reach == 0 || exact(plain, plain.chargedSeconds(reach)).compareTo(limit) <= 0)
                    .isTrue();
            assertThat(exact(plain, plain.chargedSeconds(reach + 1))).isGreaterThan(limit);
        }
    }

    /** Charging §3: 0 to 100 micros more without a discount, within ±100 with one. */
    @Property
    void differsFromKazooByLessThanOneOfItsUnits(
            @ForAll @IntRange(max = 1_000_000) int rateUnits,
            @ForAll @IntRange(max = 100_000) int surchargeUnits,
            @ForAll @IntRange(min = 1, max = 120) int minimum,
            @ForAll @IntRange(min = 1, max = 120) int increment,
            @ForAll @IntRange(max = 100) int discountPercent,
            @ForAll @IntRange(max = DAY_SECONDS) int billed) {
        Price price = new Price(
                rateUnits * NANOS_PER_KAZOO_UNIT,
                surchargeUnits * NANOS_PER_KAZOO_UNIT,
                minimum,
                increment,
                0,
                discountPercent * 100,
                1,
                1);

        long more = price.costMicros(billed)
                - kazooUnits(price, rateUnits, surchargeUnits, discountPercent, billed) * MICROS_PER_KAZOO_UNIT;

        assertThat(more).isBetween(discountPercent == 0 ? 0 : -MICROS_PER_KAZOO_UNIT, MICROS_PER_KAZOO_UNIT);
    }

    /** What KAZOO's formula says, in exact arithmetic instead of its floating point: it truncates cost and discount. */
    private static long kazooUnits(Price price, long rateUnits, long surchargeUnits, int discountPercent, int billed) {
        long charged = price.chargedSeconds(billed);
        long cost = charged == 0 ? 0 : (60 * surchargeUnits + charged * rateUnits) / 60;
        return cost - discountPercent * cost / 100;
    }

    @Provide
    Arbitrary<Price> prices() {
        return Combinators.combine(
                        Arbitraries.longs().between(0, PRICE_MAX_NANOS),
                        Arbitraries.longs().between(0, PRICE_MAX_NANOS),
                        Arbitraries.integers().between(0, DAY_SECONDS),
                        Arbitraries.integers().between(1, DAY_SECONDS),
                        Arbitraries.integers().between(0, DAY_SECONDS),
                        Arbitraries.integers().between(0, 10_000),
                        Arbitraries.longs().between(1, 1_000_000_000_000L),
                        Arbitraries.longs().between(1, 1_000_000_000_000L))
                .as(Price::new);
    }

    private static BigInteger exact(Price price, long charged) {
        if (charged == 0) {
            return BigInteger.ZERO;
        }
        BigInteger nanos60 = BigInteger.valueOf(60)
                .multiply(BigInteger.valueOf(price.surchargeNanos()))
                .add(BigInteger.valueOf(charged).multiply(BigInteger.valueOf(price.perMinuteNanos())));
        BigInteger numerator = nanos60.multiply(BigInteger.valueOf(10_000L - price.discountBasisPoints()))
                .multiply(BigInteger.valueOf(price.exchangeNumerator()));
        BigInteger denominator =
                BigInteger.valueOf(600_000_000).multiply(BigInteger.valueOf(price.exchangeDenominator()));
        return new BigDecimal(numerator)
                .divide(new BigDecimal(denominator), 0, RoundingMode.HALF_UP)
                .toBigIntegerExact();
    }
}
