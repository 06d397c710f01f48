package org.trunkline.limits.state.internal;

import org.osgi.framework.BundleContext;
import org.osgi.framework.startlevel.BundleStartLevel;
import org.osgi.framework.startlevel.FrameworkStartLevel;

/** Stops and starts all bundles of this one's start level and above, so that every read model is filled again. */
final class FreshStart implements Runnable {
    private final BundleContext context;

    FreshStart(BundleContext context) {
        this.context = context;
    }

    @Override
    public void run() {
        FrameworkStartLevel levels = context.getBundle(0).adapt(FrameworkStartLevel.class);
        int normal = levels.getStartLevel();
        int own = context.getBundle().adapt(BundleStartLevel.class).getStartLevel();
        levels.setStartLevel(own - 1, event -> levels.setStartLevel(normal));
    }
}
