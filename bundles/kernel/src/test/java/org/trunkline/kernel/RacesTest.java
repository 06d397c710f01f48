package org.trunkline.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RacesTest {
    private final AtomicInteger attempts = new AtomicInteger();

    @Test
    void whoLosesTriesAgainUntilItWins() {
        int won = Races.win(() -> {
            if (attempts.incrementAndGet() < 4) {
                throw new ConflictException("revision");
            }
            return attempts.get();
        });

        assertThat(won).isEqualTo(4);
    }

    @Test
    void whoAlwaysLosesIsTold() {
        assertThatThrownBy(() -> Races.win(() -> {
                    attempts.incrementAndGet();
                    throw new ConflictException("revision");
                }))
                .isInstanceOf(ConflictException.class);

        assertThat(attempts).hasValueGreaterThan(10);
    }

    @Test
    void whoNamesARevisionThatIsNotStoredIsToldAtOnce() {
        assertThatThrownBy(() -> Races.win(() -> {
                    attempts.incrementAndGet();
                    return Races.expected("stored", 7, revision -> revision == 6);
                }))
                .isInstanceOfSatisfying(ConflictException.class, conflict -> assertThat(conflict.causeValue())
                        .isEqualTo("revision"));

        assertThat(attempts).hasValue(1);
        assertThat(Races.<String>win(() -> Races.expected("stored", 7, revision -> revision == 7)))
                .isEqualTo("stored");
    }

    @Test
    void aConflictThatIsNoLostRaceIsToldAtOnce() {
        assertThatThrownBy(() -> Races.win(conflict -> "revision".equals(conflict.causeValue()), () -> {
                    attempts.incrementAndGet();
                    throw new ConflictException("realm");
                }))
                .isInstanceOf(ConflictException.class);

        assertThat(attempts).hasValue(1);
    }
}
