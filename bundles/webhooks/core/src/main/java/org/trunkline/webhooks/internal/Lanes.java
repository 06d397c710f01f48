package org.trunkline.webhooks.internal;

import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Gives each delivery a sender, of which there are so many. Webhooks whose receivers were slow the last time share half of them:
 * however many there are, the others find a sender.
 */
final class Lanes {
    /** So many are known as slow; of more, those that came first are taken for quick ones again. */
    private static final int SLOW_MAX = 500;

    private final int size;
    private final Set<String> slow = new LinkedHashSet<>();
    private int busy;
    private int busySlow;

    Lanes(int size) {
        this.size = size;
    }

    /** Returns whether somebody is free. */
    synchronized boolean hasRoom() {
        return busy < size;
    }

    /** Returns those webhooks for which nobody is free. */
    synchronized Set<String> closed() {
        return busySlow < Math.max(1, size / 2) ? Set.of() : Set.copyOf(slow);
    }

    /** Returns whether the webhook goes by the slow lane. */
    synchronized boolean enter(String webhook) {
        busy++;
        boolean isSlow = slow.contains(webhook);
        if (isSlow) {
            busySlow++;
        }
        return isSlow;
    }

    /**
     * @param wasSlow what {@link #enter} has said
     * @param isSlow whether the receiver was slow this time
     */
    synchronized void leave(String webhook, boolean wasSlow, boolean isSlow) {
        busy--;
        if (wasSlow) {
            busySlow--;
        }
        slow.remove(webhook);
        if (isSlow) {
            slow.add(webhook);
            if (slow.size() > SLOW_MAX) {
                slow.remove(slow.iterator().next());
            }
        }
    }
}
