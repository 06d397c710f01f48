package org.trunkline.connectors.switchhttp.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Who is waited for when a service goes. */
class InFlightTest {
    private static final Duration LONG = Duration.ofHours(1);

    private final InFlight requests = new InFlight();

    @Test
    void aServiceThatGoesWaitsForTheRequestsThatHaveBegunAndForNoOther() throws InterruptedException {
        InFlight.Request before = requests.begin();
        Thread going = goes();
        while (going.getState() != Thread.State.TIMED_WAITING) {
            assertThat(going.isAlive()).as("it waits for the request").isTrue();
            Thread.onSpinWait();
        }
        try (InFlight.Request after = requests.begin()) {
            assertThat(after).isNotNull();
            before.close();
            going.join();
        }
        assertThat(going.isAlive()).isFalse();
    }

    @Test
    void aRequestThatWaitsForTheNextServiceIsNotWaitedFor() throws InterruptedException {
        InFlight.Request waiting = requests.begin();
        waiting.pause();
        goes().join();

        waiting.goOn();
        Thread next = goes();
        while (next.getState() != Thread.State.TIMED_WAITING) {
            assertThat(next.isAlive()).as("it counts again").isTrue();
            Thread.onSpinWait();
        }
        waiting.close();
        next.join();
    }

    @Test
    void aRequestThatDoesNotEndIsWaitedForOnlySoLong() {
        InFlight.Request endless = requests.begin();

        requests.awaitEnd(Duration.ofMillis(1));

        assertThat(endless).isNotNull();
    }

    private Thread goes() {
        Thread going = new Thread(() -> requests.awaitEnd(LONG), "going");
        going.start();
        return going;
    }
}
