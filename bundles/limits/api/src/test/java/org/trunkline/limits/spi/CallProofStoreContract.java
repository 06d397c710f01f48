package org.trunkline.limits.spi;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What every {@link CallProofStore} does. */
public interface CallProofStoreContract {
    Instant NOON = Instant.parse("2026-03-01T12:00:00.123456Z");

    CallProofStore store();

    @Test
    default void atFirstNothingIsProven() {
        assertThat(store().provenTo()).isEmpty();
    }

    @Test
    default void theLatestTimeStays() {
        store().proven(NOON);
        assertThat(store().provenTo()).contains(NOON);

        store().proven(NOON.plusSeconds(60));
        store().proven(NOON.plusSeconds(30));

        assertThat(store().provenTo()).contains(NOON.plusSeconds(60));
    }
}
