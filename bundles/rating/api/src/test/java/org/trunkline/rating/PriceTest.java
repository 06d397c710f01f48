package org.trunkline.rating;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The cost function against its published examples and against exact rational arithmetic (charging §3). */
class PriceTest {
    private static final int RANDOM_PRICES = 20_000;

    @ParameterizedTest(name = "{0}/min fee {1}, {2}/{3}, no charge {4}, {5} bp off, {6} s")
    @CsvSource({
        // per minute, fee, minimum, increment, no charge, discount, billed | charged, micros
        "0.0100,  0,    60, 6,  0, 0,    61, 66,  11000",
        "1.2700,  0,    60, 60, 0, 1000, 61, 120, 2286000",
        "0.0127,  0.05, 30, 6,  0, 0,    45, 48,  60160",
        "0.0100,  0,    10, 6,  0, 0,    11, 16,  2667",
        "0.0004,  0,    6,  6,  0, 0,    6,  6,   40",
        "0.00009, 0,    1,  1,  0, 0,    3,  3,   5",
        "0.60,    0.02, 1,  1,  5, 0,    5,  0,   0",
        "0.60,    0.02, 1,  1,  5, 0,    6,  6,   80000",
        "0.1321,  0,    30, 1,  0, 0,    61, 61,  134302",
        "0.0925,  0,    30, 1,  0, 0,    61, 61,  94042",
        "0.0700,  0,    30, 1,  0, 0,    61, 61,  71167",
        "0.0550,  0,    6,  6,  0, 0,    61, 66,  60500",
        "0.12,    0,    60, 60, 0, 0,    60, 60,  120000",
        "0.0925,  0,    30, 1,  0, 0,    389, 389, 599708",
        "0.0925,  0,    30, 1,  0, 0,    390, 390, 601250",
        "0.0127,  0.05, 30, 6,  0, 0,    234, 234, 99530",
        "0.0127,  0.05, 30, 6,  0, 0,    235, 240, 100800",
        "0.0470,  0,    1,  1,  0, 0,    61, 61,  47783",
        "0.1321,  0,    30, 1,  0, 0,    40, 40,  88067",
        "0.1321,  0,    30, 1,  0, 0,    95, 95,  209158",
        "0.1321,  0,    30, 1,  0, 0,    20, 30,  66050"
    })
    void costsWhatTheExamplesSay(
            BigDecimal perMinute,
            BigDecimal fee,
            int minimum,
            int increment,
            int noCharge,
            int discount,
            long billed,
            long charged,
            long micros) {
        Price price = new Price(nanos(perMinute), nanos(fee), minimum, increment, noCharge, discount, 1, 1);

        assertThat(price.chargedSeconds(billed)).isEqualTo(charged);
        assertThat(price.costMicros(billed)).isEqualTo(micros);
    }

    @Test
    void convertsBeforeItRounds() {
        Price dollars = new Price(nanos(new BigDecimal("0.0470")), 0, 1, 1, 0, 0, 1_083_450, 1_000_000);

        assertThat(dollars.costMicros(61)).isEqualTo(51_771);
    }

    @ParameterizedTest(name = "{0}/min fee {1}, {2}/{3}: {4} micros reach {5} s")
    @CsvSource({
        "0.1321, 0,    30, 1, 1000000, 454",
        "0.0925, 0,    30, 1, 600000,  389",
        "0.0700, 0,    30, 1, 5000000, 4285",
        "0.0127, 0.05, 30, 6, 100000,  234"
    })
    void reachesAsFarAsTheExamplesSay(
            BigDecimal perMinute, BigDecimal fee, int minimum, int increment, long micros, long seconds) {
        Price price = new Price(nanos(perMinute), nanos(fee), minimum, increment, 0);

        assertThat(price.reachSeconds(micros)).isEqualTo(seconds);
    }

    @Test
    void hasNoEndWhereTimeCostsNothing() {
        assertThat(new Price(0, 0, 0, 1, 0).reachSeconds(0)).isEqualTo(Price.UNBOUNDED);
        assertThat(new Price(0, 50_000_000, 0, 1, 0).reachSeconds(50_000)).isEqualTo(Price.UNBOUNDED);
        assertThat(new Price(0, 50_000_000, 0, 1, 7).reachSeconds(49_999)).isEqualTo(7);
        assertThat(new Price(1_000, 0, 0, 1, 0, 10_000, 1, 1).reachSeconds(0)).isEqualTo(Price.UNBOUNDED);
    }

    @Test
    void chargesNothingForACallThatWasNotAnswered() {
        assertThat(new Price(1_000_000_000, 1_000_000_000, 60, 60, 0).costMicros(0))
                .isZero();
    }

    @Test
    void agreesWithExactArithmetic() {
        Random random = new Random(20261123);
        for (int i = 0; i < RANDOM_PRICES; i++) {
            Price price = random(random);
            long billed = random.nextInt(10_000);

            assertThat(price.costMicros(billed)).as("%s at %d s", price, billed).isEqualTo(exact(price, billed));
        }
    }

    @Test
    void reachesExactlyToTheLastSecondThatFits() {
        Random random = new Random(42);
        for (int i = 0; i < RANDOM_PRICES; i++) {
            Price price = random(random);
            long amount = random.nextInt(2_000_000);
            long reach = price.reachSeconds(amount);
            if (reach == Price.UNBOUNDED) {
                continue;
            }

            assertThat(price.costMicros(reach)).as("%s for %d", price, amount).isLessThanOrEqualTo(amount);
            assertThat(price.costMicros(reach + 1))
                    .as("%s for %d", price, amount)
                    .isGreaterThan(amount);
        }
    }

    @Test
    void staysExactBeyondSixtyFourBits() {
        Price dear = new Price(999_999_999_999_999L, 0, 1, 1, 0, 1, 1_000_003, 1_000_000);

        assertThat(dear.costMicros(86_400)).isEqualTo(exact(dear, 86_400));
    }

    private static Price random(Random random) {
        return new Price(
                1 + random.nextInt(2_000_000_000),
                random.nextBoolean() ? 0 : random.nextInt(200_000_000),
                random.nextInt(120),
                1 + random.nextInt(90),
                random.nextInt(4) == 0 ? random.nextInt(20) : 0,
                random.nextBoolean() ? 0 : random.nextInt(10_000),
                1 + random.nextInt(2_000_000),
                1 + random.nextInt(2_000_000));
    }

    private static long exact(Price price, long billed) {
        BigInteger nanos60 = BigInteger.valueOf(60)
                .multiply(BigInteger.valueOf(price.surchargeNanos()))
                .add(BigInteger.valueOf(price.chargedSeconds(billed))
                        .multiply(BigInteger.valueOf(price.perMinuteNanos())));
        if (price.chargedSeconds(billed) == 0) {
            return 0;
        }
        BigDecimal numerator = new BigDecimal(nanos60.multiply(BigInteger.valueOf(10_000 - price.discountBasisPoints()))
                .multiply(BigInteger.valueOf(price.exchangeNumerator())));
        BigDecimal denominator = new BigDecimal(
                BigInteger.valueOf(600_000_000).multiply(BigInteger.valueOf(price.exchangeDenominator())));
        return numerator.divide(denominator, 0, RoundingMode.HALF_UP).longValueExact();
    }

    private static long nanos(BigDecimal price) {
        return price.movePointRight(9).longValueExact();
    }
}
