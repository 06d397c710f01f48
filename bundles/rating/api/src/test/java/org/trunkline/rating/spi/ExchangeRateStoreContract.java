package org.trunkline.rating.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.Caller;
import org.trunkline.kernel.Change;
import org.trunkline.kernel.ConflictException;
import org.trunkline.kernel.NotFoundException;
import org.trunkline.rating.ExchangeRate;

/** What every store of exchange rates promises. Each test has an empty store. */
public interface ExchangeRateStoreContract {
    AccountId ROOT = new AccountId("0".repeat(32));
    Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

    ExchangeRateStore exchangeRates();

    @Test
    default void keepsRatesExactlyInTheOrderOfTheirIds() {
        ExchangeRate later = rate("EUR", "USD", ExchangeRate.NANOS_MAX, NOW.plusSeconds(1));
        ExchangeRate first = rate("EUR", "USD", 1, NOW);
        ExchangeRate other = rate("EUR", "GBP", 1_083_450_000, NOW);
        List.of(later, first, other).forEach(this::add);

        assertThat(exchangeRates().after(Optional.empty(), 2)).containsExactly(other, first);
        assertThat(exchangeRates().after(Optional.of(first.id()), 2)).containsExactly(later);
        assertThat(exchangeRates().after(Optional.of(later.id()), 2)).isEmpty();
        assertThat(exchangeRates().find(first.id())).contains(first);
    }

    @Test
    default void keepsRatesOfAllTimesThatAnIdCanTell() {
        ExchangeRate old = rate("EUR", "USD", 1, Instant.parse("1970-01-01T00:00:00Z"));
        ExchangeRate far = rate("EUR", "USD", 1, Instant.parse("9999-12-31T23:59:59Z"));
        List.of(far, old).forEach(this::add);

        assertThat(exchangeRates().after(Optional.empty(), 10)).containsExactly(old, far);
    }

    @Test
    default void refusesASecondRateOfOneSecond() {
        add(rate("EUR", "USD", 1, NOW));

        assertThatThrownBy(() -> add(rate("EUR", "USD", 2, NOW))).isInstanceOf(ConflictException.class);
        assertThat(exchangeRates().after(Optional.empty(), 10))
                .extracting(ExchangeRate::nanos)
                .containsExactly(1L);
    }

    @Test
    default void removesOne() {
        ExchangeRate rate = rate("EUR", "USD", 1, NOW);
        add(rate);

        exchangeRates().remove(rate.id(), change(rate.id()));

        assertThat(exchangeRates().find(rate.id())).isEmpty();
        assertThatThrownBy(() -> exchangeRates().remove(rate.id(), change(rate.id())))
                .isInstanceOf(NotFoundException.class);
    }

    private void add(ExchangeRate rate) {
        exchangeRates().add(rate, change(rate.id()));
    }

    private static ExchangeRate rate(String from, String to, long nanos, Instant validFrom) {
        return new ExchangeRate(from, to, nanos, validFrom);
    }

    private static Change change(String id) {
        return new Change("exchange_rates", id, ROOT, "changed", Caller.system(ROOT, "test"), NOW, "{}");
    }
}
