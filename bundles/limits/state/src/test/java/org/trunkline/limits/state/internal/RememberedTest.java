package org.trunkline.limits.state.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class RememberedTest {
    private Instant now = Instant.parse("2026-03-01T10:00:00Z");
    private final Remembered<String, String> remembered = new Remembered<>(2, Duration.ofSeconds(30), new Moved());

    @Test
    void whatWasSaidIsKnownForItsTime() {
        remembered.put("a", "yes");

        now = now.plusSeconds(30);
        assertThat(remembered.get("a")).contains("yes");
        now = now.plusMillis(1);
        assertThat(remembered.get("a")).isEmpty();
    }

    @Test
    void theOldestGoesWhenItIsFull() {
        remembered.put("a", "1");
        remembered.put("b", "2");
        remembered.put("c", "3");

        assertThat(remembered.get("a")).isEmpty();
        assertThat(remembered.get("b")).contains("2");
        assertThat(remembered.get("c")).contains("3");
    }

    @Test
    void whatWasSaidAgainIsNotForgottenWithWhatWasSaidBefore() {
        remembered.put("a", "yes");
        now = now.plusSeconds(20);
        remembered.put("a", "no");
        now = now.plusSeconds(20);
        remembered.put("b", "2");

        assertThat(remembered.get("a")).contains("no");
    }

    private final class Moved extends Clock {
        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
