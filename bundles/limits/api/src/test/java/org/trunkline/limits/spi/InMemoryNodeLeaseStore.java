package org.trunkline.limits.spi;

import java.util.Optional;
import org.trunkline.kernel.UnavailableException;

/** A lease in memory, whose store can be out of reach. */
public final class InMemoryNodeLeaseStore implements NodeLeaseStore {
    private Lease lease;
    private boolean down;

    public synchronized void down(boolean isDown) {
        down = isDown;
    }

    @Override
    public synchronized Optional<Lease> find() {
        requireUp();
        return Optional.ofNullable(lease);
    }

    @Override
    public synchronized boolean take(Optional<Lease> seen, String node) {
        requireUp();
        boolean same = lease == null
                ? seen.isEmpty()
                : seen.isPresent()
                        && seen.get().node().equals(lease.node())
                        && seen.get().beat() == lease.beat();
        if (same) {
            lease = new Lease(node, seen.map(Lease::beat).orElse(0L) + 1, Optional.empty());
        }
        return same;
    }

    @Override
    public synchronized void ask(String node) {
        requireUp();
        if (lease != null) {
            lease = new Lease(lease.node(), lease.beat(), Optional.of(node));
        }
    }

    @Override
    public synchronized void release(String node) {
        requireUp();
        if (lease != null && lease.node().equals(node)) {
            lease = null;
        }
    }

    private void requireUp() {
        if (down) {
            throw new UnavailableException("datastore_unreachable", "down");
        }
    }
}
