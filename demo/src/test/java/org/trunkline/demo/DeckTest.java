package org.trunkline.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Prices are multiplied exactly, and the shipped files are what they say. */
class DeckTest {
    @TempDir
    Path folder;

    @Test
    void marksPricesUpExactly() {
        assertThat(Deck.marked("0.0081", new BigDecimal("1.35"))).isEqualTo("0.010935");
        assertThat(Deck.marked("", new BigDecimal("1.35"))).isEmpty();
        assertThatThrownBy(() -> Deck.marked("x", BigDecimal.ONE)).isInstanceOf(DemoFailure.class);
    }

    @Test
    void theShippedDeckHasFiveThousandRates() throws Exception {
        long rates = new Deck(Optional.empty()).write(folder.resolve("deck.csv"), new BigDecimal("1.5"));

        assertThat(rates).isBetween(5_000L, 5_500L);
        assertThat(Files.readAllLines(folder.resolve("deck.csv"))).hasSize((int) rates + 1);
    }

    @Test
    void theShippedCallsOverlap() throws Exception {
        var calls = PlannedCall.read(Optional.empty());

        assertThat(calls).hasSize(500);
        assertThat(calls.get(1).startMillis())
                .isLessThan(calls.get(0).startMillis() + calls.get(0).durationSeconds() * 1_000);
    }
}
