package org.trunkline.rating;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The cost function against its published examples (charging §3); {@link PriceArithmeticTest} holds it to exact arithmetic. */
class PriceTest {
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

    private static long nanos(BigDecimal price) {
        return price.movePointRight(9).longValueExact();
    }
}
