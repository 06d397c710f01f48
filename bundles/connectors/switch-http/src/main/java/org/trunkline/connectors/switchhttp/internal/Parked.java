package org.trunkline.connectors.switchhttp.internal;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.util.tracker.ServiceTracker;
import org.trunkline.kernel.UnavailableException;

/**
 * A service that may be replaced while requests come: they wait a moment for the next one (design §13, "Swap"). The bounds
 * keep a service that stays away from holding every thread.
 */
final class Parked<T> implements AutoCloseable {
    private static final long WAIT_MAX_MILLIS = 2_000;
    private static final Duration REQUEST_MAX = Duration.ofSeconds(2);
    private static final Semaphore WAITING = new Semaphore(1_000);

    private final ServiceTracker<T, T> tracker;
    private final String name;

    /** @param requests that may use a service of this type; one that goes is not let go before they have ended */
    Parked(BundleContext context, Class<T> type, InFlight requests) {
        name = type.getSimpleName();
        tracker = new ServiceTracker<>(context, type, null) {
            @Override
            public void removedService(ServiceReference<T> reference, T service) {
                requests.awaitEnd(REQUEST_MAX);
                super.removedService(reference, service);
            }
        };
        tracker.open();
    }

    /**
     * Returns a service that stays until the request has ended.
     *
     * @throws UnavailableException if none is there within two seconds
     */
    T get(InFlight.Request request) {
        T service = tracker.getService();
        return service != null ? service : await(request);
    }

    /** Returns the service if it is there at this moment. */
    Optional<T> peek() {
        return Optional.ofNullable(tracker.getService());
    }

    private T await(InFlight.Request request) {
        if (!WAITING.tryAcquire()) {
            throw unavailable();
        }
        request.pause();
        try {
            tracker.waitForService(WAIT_MAX_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            WAITING.release();
            request.goOn();
        }
        // asked again, as the one that was waited for may have gone before the request was counted
        T service = tracker.getService();
        if (service == null) {
            throw unavailable();
        }
        return service;
    }

    private UnavailableException unavailable() {
        return new UnavailableException("unavailable", name + " is not there at the moment");
    }

    @Override
    public void close() {
        tracker.close();
    }
}
