package org.trunkline.identity.internal;

import java.util.function.Consumer;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.util.tracker.ServiceTracker;
import org.trunkline.numbers.NumberOwners;

/** Sees whoever knows the owners of numbers come and go; of its own, for outside of a container there are no services. */
final class NumberOwnersTracker extends ServiceTracker<NumberOwners, NumberOwners> {
    private final Consumer<NumberOwners> told;

    private NumberOwnersTracker(BundleContext context, Consumer<NumberOwners> told) {
        super(context, NumberOwners.class, null);
        this.told = told;
    }

    /**
     * @param told the one there is now, or null
     * @return what ends the tracking
     */
    static Runnable open(BundleContext context, Consumer<NumberOwners> told) {
        NumberOwnersTracker tracker = new NumberOwnersTracker(context, told);
        tracker.open();
        return tracker::close;
    }

    @Override
    public NumberOwners addingService(ServiceReference<NumberOwners> reference) {
        NumberOwners found = super.addingService(reference);
        told.accept(found);
        return found;
    }

    @Override
    public void removedService(ServiceReference<NumberOwners> reference, NumberOwners gone) {
        super.removedService(reference, gone);
        told.accept(getService());
    }
}
