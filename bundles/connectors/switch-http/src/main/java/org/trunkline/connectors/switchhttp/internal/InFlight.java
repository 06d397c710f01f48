package org.trunkline.connectors.switchhttp.internal;

import java.time.Duration;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The requests that are being answered. A service that goes is let go only when those that may use it have their answer:
 * they would else meet it half closed. Requests that come meanwhile do not wait for them.
 */
final class InFlight {
    private static final Logger LOG = LoggerFactory.getLogger(InFlight.class);

    private final AtomicReference<Group> current = new AtomicReference<>(new Group());

    /** Those that came before one service went; one party more for the group itself. */
    private static final class Group {
        private final Phaser parties = new Phaser(1);

        /** Returns whether it still takes requests. */
        boolean enter() {
            return parties.register() >= 0;
        }

        void leave() {
            parties.arriveAndDeregister();
        }

        void drain(Duration longest) throws InterruptedException {
            int phase = parties.arriveAndDeregister();
            try {
                parties.awaitAdvanceInterruptibly(phase, longest.toMillis(), TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                LOG.warn("A service goes while requests use it: requests={}", parties.getRegisteredParties());
            }
        }
    }

    /** One request. While it waits for a service it is not counted: the one that goes would wait for the one that comes. */
    final class Request implements AutoCloseable {
        private Group group = entered();

        void pause() {
            group.leave();
        }

        void goOn() {
            group = entered();
        }

        @Override
        public void close() {
            group.leave();
        }
    }

    Request begin() {
        return new Request();
    }

    private Group entered() {
        Group group = current.get();
        while (!group.enter()) {
            group = current.get();
        }
        return group;
    }

    /** Returns when all requests that have begun until now have ended, or after the longest time that they may take. */
    void awaitEnd(Duration longest) {
        Group before = current.getAndSet(new Group());
        try {
            before.drain(longest);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
