package org.trunkline.rest.internal;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.util.tracker.ServiceTracker;
import org.osgi.util.tracker.ServiceTrackerCustomizer;
import org.trunkline.rest.spi.Authenticator;

/**
 * The authenticator that is there now, if any. Held through a tracker and not injected, so that the runtime stays up and can
 * let requests wait while it is replaced (design §13, "Swap").
 */
final class Authenticators implements Supplier<Authenticator>, ServiceTrackerCustomizer<Authenticator, Authenticator> {
    private final BundleContext context;
    private final Parking parking;
    private final ServiceTracker<Authenticator, Authenticator> tracker;
    private final List<Authenticator> there = new CopyOnWriteArrayList<>();

    Authenticators(BundleContext context, Parking parking) {
        this.context = context;
        this.parking = parking;
        this.tracker = new ServiceTracker<>(context, Authenticator.class, this);
    }

    void open() {
        tracker.open();
    }

    void close() {
        tracker.close();
    }

    /** Returns null while there is none. */
    @Override
    public Authenticator get() {
        for (Authenticator first : there) {
            return first;
        }
        return null;
    }

    /** What waits may go on only after {@link #get} knows the service, so the list is ours and not the tracker's. */
    @Override
    public Authenticator addingService(ServiceReference<Authenticator> reference) {
        Authenticator service = context.getService(reference);
        if (service != null) {
            there.add(service);
            parking.open();
        }
        return service;
    }

    @Override
    public void modifiedService(ServiceReference<Authenticator> reference, Authenticator service) {
        // its properties mean nothing here
    }

    @Override
    public void removedService(ServiceReference<Authenticator> reference, Authenticator service) {
        if (there.size() == 1) {
            parking.close();
        }
        there.remove(service);
        context.ungetService(reference);
    }
}
