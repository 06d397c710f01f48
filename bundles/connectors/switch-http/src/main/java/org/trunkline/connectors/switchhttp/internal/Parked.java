package org.trunkline.connectors.switchhttp.internal;

import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.osgi.framework.BundleContext;
import org.osgi.util.tracker.ServiceTracker;
import org.trunkline.kernel.UnavailableException;

/**
 * A service that may be replaced while requests come: they wait a moment for the next one (design §13, "Swap"). The bounds
 * keep a service that stays away from holding every thread.
 */
final class Parked<T> implements AutoCloseable {
    private static final long WAIT_MAX_MILLIS = 2_000;
    private static final Semaphore WAITING = new Semaphore(1_000);

    private final ServiceTracker<T, T> tracker;
    private final String name;

    Parked(BundleContext context, Class<T> type) {
        name = type.getSimpleName();
        tracker = new ServiceTracker<>(context, type, null);
        tracker.open();
    }

    /** @throws UnavailableException if the service is not there within two seconds */
    T get() {
        T service = tracker.getService();
        return service != null ? service : await();
    }

    /** Returns the service if it is there at this moment. */
    Optional<T> peek() {
        return Optional.ofNullable(tracker.getService());
    }

    private T await() {
        if (!WAITING.tryAcquire()) {
            throw unavailable();
        }
        try {
            T service = tracker.waitForService(WAIT_MAX_MILLIS);
            if (service == null) {
                throw unavailable();
            }
            return service;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unavailable();
        } finally {
            WAITING.release();
        }
    }

    private UnavailableException unavailable() {
        return new UnavailableException("unavailable", name + " is not there at the moment");
    }

    @Override
    public void close() {
        tracker.close();
    }
}
