package org.trunkline.persistence.internal;

import org.osgi.framework.BundleContext;
import org.osgi.framework.startlevel.BundleStartLevel;
import org.osgi.framework.startlevel.FrameworkStartLevel;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What happens when a node cannot work at all. While it starts the process ends: a supervisor or an operator sees that
 * at once. A node that already serves is left alone, its health turns red.
 */
final class StartFailure {
    /** Differs from 1 (any failure of a JVM) and 10 (Karaf's restart). */
    static final int EXIT_CODE = 3;

    private static final Logger LOG = LoggerFactory.getLogger(StartFailure.class);
    private static final String BOOT_FINISHED = "org.apache.karaf.features.BootFinished";

    private StartFailure() {}

    /**
     * Returns whether this node is starting: its first features are not installed, or the framework has not climbed above
     * the start level of this bundle.
     */
    static boolean isStarting(BundleContext context) {
        if (context.getServiceReference(BOOT_FINISHED) == null) {
            return true;
        }
        int reached = context.getBundle(0).adapt(FrameworkStartLevel.class).getStartLevel();
        return reached <= context.getBundle().adapt(BundleStartLevel.class).getStartLevel();
    }

    /** Says so in one line and ends the process, from a thread of its own: the shutdown stops the bundle that asks. */
    static void endProcess(String line) {
        LOG.error("Trunkline stops: {}", line);
        new Thread(() -> System.exit(EXIT_CODE), "trunkline-start-failed").start();
    }
}
