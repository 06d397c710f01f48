package org.trunkline.rating;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;

/** Exchange rates as fractions, and charging §3 example 12. */
class ExchangeRateTest {
    private static final Instant NOW = Instant.parse("2026-11-28T13:00:00.5Z");

    @Example
    void amountsInBothCurrenciesAreRoundedOnceEach() {
        ExchangeRate rate = new ExchangeRate("EUR", "USD", 1_083_450_000, NOW);
        Price euros = new Price(47_000_000, 0, 1, 1, 0);

        Price dollars = euros.exchanged(rate.numerator(), rate.denominator());

        assertThat(euros.costMicros(61)).isEqualTo(47_783);
        assertThat(dollars.costMicros(61)).isEqualTo(51_771);
        assertThat(dollars.exchanged(1, 1)).isEqualTo(euros);
    }

    @Property
    void isTheShortestFraction(@ForAll @LongRange(min = 1, max = ExchangeRate.NANOS_MAX) long nanos) {
        ExchangeRate rate = new ExchangeRate("EUR", "USD", nanos, NOW);

        assertThat(Math.multiplyHigh(rate.numerator(), 1_000_000_000L))
                .isEqualTo(Math.multiplyHigh(nanos, rate.denominator()));
        assertThat(rate.numerator() * 1_000_000_000L).isEqualTo(nanos * rate.denominator());
        assertThat(java.math.BigInteger.valueOf(rate.numerator()).gcd(java.math.BigInteger.valueOf(rate.denominator())))
                .isEqualTo(java.math.BigInteger.ONE);
    }

    @Example
    void isNamedByPairAndSecond() {
        assertThat(new ExchangeRate("EUR", "USD", 1, NOW).id()).isEqualTo("EUR-USD-20261128T130000Z");
    }

    @Example
    void refusesWhatIsNoRate() {
        assertThatThrownBy(() -> new ExchangeRate("EUR", "EUR", 1, NOW)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ExchangeRate("eur", "USD", 1, NOW)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ExchangeRate("EUR", "USD", 0, NOW)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ExchangeRate("EUR", "USD", ExchangeRate.NANOS_MAX + 1, NOW))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ExchangeRate("EUR", "USD", 1, Instant.MAX))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
