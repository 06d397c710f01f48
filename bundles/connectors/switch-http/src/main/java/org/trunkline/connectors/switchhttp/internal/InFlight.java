package org.trunkline.connectors.switchhttp.internal;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The requests that are being answered. A service that goes is let go only when those that may use it have their answer:
 * they would else meet it half closed. Requests that come meanwhile do not wait for them.
 */
final class InFlight {
    private final AtomicReference<Group> current = new AtomicReference<>(new Group());

    /** Those that came before one service went. */
    private static final class Group {
        private int requests;
        private boolean closed;

        synchronized boolean enter() {
            if (!closed) {
                requests++;
            }
            return !closed;
        }

        synchronized void leave() {
            requests--;
            notifyAll();
        }

        synchronized void drain(Duration longest) throws InterruptedException {
            closed = true;
            long end = System.nanoTime() + longest.toNanos();
            for (long left = longest.toMillis(); requests > 0 && left > 0; left = millisUntil(end)) {
                wait(left);
            }
        }

        private static long millisUntil(long nanos) {
            return (nanos - System.nanoTime()) / 1_000_000;
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
