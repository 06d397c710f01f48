package org.trunkline.limits.state.internal;

import java.util.function.Function;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.util.tracker.ServiceTracker;
import org.trunkline.kernel.ChangeFeed;
import org.trunkline.kernel.UserCounts;

/** Sees whoever counts users come and go; of its own, for outside of a container there are no services. */
final class UserCountsTracker extends ServiceTracker<UserCounts, ChangeFeed.Subscription> {
    private final Function<UserCounts, ChangeFeed.Subscription> coming;

    private UserCountsTracker(BundleContext context, Function<UserCounts, ChangeFeed.Subscription> coming) {
        super(context, UserCounts.class, null);
        this.coming = coming;
    }

    /**
     * @param coming subscribes to one that comes
     * @return what ends the tracking
     */
    static Runnable open(BundleContext context, Function<UserCounts, ChangeFeed.Subscription> coming) {
        UserCountsTracker tracker = new UserCountsTracker(context, coming);
        tracker.open();
        return tracker::close;
    }

    @Override
    public ChangeFeed.Subscription addingService(ServiceReference<UserCounts> reference) {
        UserCounts counts = context.getService(reference);
        return counts == null ? null : coming.apply(counts);
    }

    @Override
    public void removedService(ServiceReference<UserCounts> reference, ChangeFeed.Subscription subscription) {
        subscription.close();
        context.ungetService(reference);
    }
}
