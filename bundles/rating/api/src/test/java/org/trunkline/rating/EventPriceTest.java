package org.trunkline.rating;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;

/** What events cost, against exact rational arithmetic. */
class EventPriceTest {
    private static final long PRICE_MAX_NANOS = 1_000_000L * 1_000_000_000L;

    @Property
    void costIsExactUntilItIsRoundedOnce(
            @ForAll("prices") EventPrice price, @ForAll @LongRange(max = 1_000_000_000_000L) long quantity) {
        BigInteger exact = exact(price, quantity);

        if (exact.bitLength() < Long.SIZE) {
            assertThat(price.costMicros(quantity)).isEqualTo(exact.longValueExact());
        } else {
            assertThatThrownBy(() -> price.costMicros(quantity)).isInstanceOf(ArithmeticException.class);
        }
    }

    @Example
    void aMessageCostsItsUnitsAndTheFeeOnce() {
        EventPrice price = new EventPrice(7_500_000, 1_000_000, 0, 1, 1);

        assertThat(price.costMicros(1)).isEqualTo(8_500);
        assertThat(price.costMicros(3)).isEqualTo(23_500);
        assertThat(price.costMicros(0)).isEqualTo(1_000);
        assertThat(price.discounted(1_000).costMicros(3)).isEqualTo(21_150);
        assertThat(price.exchanged(21_669, 20_000).costMicros(1)).isEqualTo(9_209);
    }

    @Example
    void quantitiesAreNeverNegative() {
        assertThatThrownBy(() -> new EventPrice(1, 1, 0, 1, 1).costMicros(-1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new EventPrice(-1, 1, 0, 1, 1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Provide
    Arbitrary<EventPrice> prices() {
        return Combinators.combine(
                        Arbitraries.longs().between(0, PRICE_MAX_NANOS),
                        Arbitraries.longs().between(0, PRICE_MAX_NANOS),
                        Arbitraries.integers().between(0, 10_000),
                        Arbitraries.longs().between(1, 1_000_000_000_000L),
                        Arbitraries.longs().between(1, 1_000_000_000_000L))
                .as(EventPrice::new);
    }

    private static BigInteger exact(EventPrice price, long quantity) {
        BigDecimal nanos = BigDecimal.valueOf(price.perEventNanos())
                .add(BigDecimal.valueOf(quantity).multiply(BigDecimal.valueOf(price.perUnitNanos())));
        BigDecimal numerator = nanos.multiply(BigDecimal.valueOf(10_000L - price.discountBasisPoints()))
                .multiply(BigDecimal.valueOf(price.exchangeNumerator()));
        BigDecimal denominator =
                BigDecimal.valueOf(10_000_000).multiply(BigDecimal.valueOf(price.exchangeDenominator()));
        return numerator.divide(denominator, 0, RoundingMode.HALF_UP).toBigIntegerExact();
    }
}
