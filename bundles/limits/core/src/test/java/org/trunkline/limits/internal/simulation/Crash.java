package org.trunkline.limits.internal.simulation;

/** The process ends here: nothing that it still tries has any effect. */
final class Crash extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Crash() {
        super("crash", null, false, false);
    }
}
