package org.trunkline.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MoneyTest {

    @ParameterizedTest
    @CsvSource({"1, 1000000", "0.000001, 1", "-0.134302, -134302", "1.500000000, 1500000", "1E+3, 1000000000", "0, 0"})
    void readsDecimalsExactly(BigDecimal amount, long micros) {
        assertThat(Money.toMicros("amount", amount)).isEqualTo(micros);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0000001", "1.2345678", "1E-7"})
    void refusesDigitsThatWouldBeLost(String amount) {
        assertRefused(amount, "wrong_format");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1000000000.000001", "-1000000001", "1E+999999999", "99999999999999999999999999"})
    void refusesGiganticAmounts(String amount) {
        assertRefused(amount, "maximum");
    }

    @Test
    void writesWithoutExponentOrTrailingZeros() {
        assertThat(Money.fromMicros(134_300).toPlainString()).isEqualTo("0.1343");
        assertThat(Money.fromMicros(1_000_000_000).toString()).isEqualTo("1000");
        assertThat(Money.fromNanos(90_000).toPlainString()).isEqualTo("0.00009");
    }

    @Test
    void readsBackWhatItWrites() {
        Random random = new Random(7);
        for (int i = 0; i < 10_000; i++) {
            long micros = random.nextLong(-Money.AMOUNT_MAX_MICROS, Money.AMOUNT_MAX_MICROS);

            assertThat(Money.toMicros("amount", Money.fromMicros(micros))).isEqualTo(micros);
        }
    }

    private static void assertRefused(String amount, String rule) {
        assertThatThrownBy(() -> Money.toMicros("amount", new BigDecimal(amount)))
                .isInstanceOfSatisfying(InvalidException.class, e -> {
                    assertThat(e.errors().get(0).field()).isEqualTo("amount");
                    assertThat(e.errors().get(0).rule()).isEqualTo(rule);
                });
    }
}
