package org.trunkline.limits.state.internal;

import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.trunkline.kernel.UnavailableException;
import org.trunkline.limits.spi.NodeLeaseStore;
import org.trunkline.limits.spi.NodeLeaseStore.Lease;
import org.trunkline.limits.state.NodeRole;

/**
 * Sees to it that one node of a database decides (design §13, "Swap"). The node that leads keeps its lease by a beat; one
 * that stands by takes it over when it has seen no beat for longer than the other may go on without one. Both measure
 * that on their own monotonic clocks: wall clocks that differ or jump do no harm.
 */
final class NodeLease {
    private static final Logger LOG = LoggerFactory.getLogger(NodeLease.class);

    private static final long BEAT_MILLIS = 2_000;

    /** How long a node leads without a beat that went well. */
    private static final long LEADS_NANOS = TimeUnit.SECONDS.toNanos(15);

    /** How long another waits without seeing one: longer, so that a pause of a process does not make two of one. */
    private static final long OVER_NANOS = TimeUnit.SECONDS.toNanos(25);

    private static final int STOP_SECONDS_MAX = 10;

    private final NodeLeaseStore store;
    private final String node;
    private final LongSupplier nanos;
    private final Runnable startAfresh;
    private final ScheduledExecutorService beats;
    private Optional<Lease> seen = Optional.empty();
    private long seenSince;
    private boolean first = true;
    private boolean stoodBy;
    private volatile boolean leads;
    private volatile boolean alone = true;
    private volatile long keptAt;
    private volatile boolean beating;
    private volatile boolean failed;
    private volatile long failedAt;

    /**
     * @param node the same after a restart: it goes on at once with a lease that it had
     * @param startAfresh starts this node again with what the database knows now; it has the lease then
     */
    NodeLease(
            NodeLeaseStore store,
            String node,
            LongSupplier nanos,
            Runnable startAfresh,
            ScheduledExecutorService beats) {
        this.store = store;
        this.node = node;
        this.nanos = nanos;
        this.startAfresh = startAfresh;
        this.beats = beats;
    }

    /** Beats from now on, in a thread of its own: a beat waits for the database. */
    void start() {
        beats.scheduleWithFixedDelay(this::goOn, BEAT_MILLIS, BEAT_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void goOn() {
        try {
            beat();
        } catch (RuntimeException e) {
            // the outermost frame of this thread: without a beat that goes well the role ends by itself
            LOG.error("Lease of this node cannot be kept: reason={}", e.toString(), e);
        }
    }

    NodeRole role() {
        if (!leads) {
            return NodeRole.STANDS_BY;
        }
        long now = nanos.getAsLong();
        if (now - keptAt <= LEADS_NANOS) {
            return NodeRole.LEADS;
        }
        // only one that has tried is cut off; one that has slept does not know what happened meanwhile
        boolean tried = beating || failed && now - failedAt <= LEADS_NANOS;
        return alone && tried ? NodeRole.CUT_OFF : NodeRole.STANDS_BY;
    }

    /** Takes or keeps the lease if that is possible; once before {@link #start}, so that the role is known from the first request on. */
    synchronized void beat() {
        NodeRole before = role();
        beating = true;
        try {
            beat(nanos.getAsLong());
            failed = false;
        } catch (UnavailableException e) {
            failedAt = nanos.getAsLong();
            failed = true;
        } finally {
            beating = false;
        }
        if (role() != before) {
            LOG.info("Role of this node changed: node={} role={}", node, role());
        }
    }

    private void beat(long now) {
        Optional<Lease> found = store.find();
        boolean still = isSeen(found);
        boolean mine = found.isPresent() && found.get().node().equals(node) && (first || leads && still);
        boolean over = found.isEmpty() || still && now - seenSince > OVER_NANOS;
        first = false;
        if (!mine && !over) {
            leads = false;
            stoodBy = true;
            see(found, now, still);
            store.ask(node);
        } else if (store.take(found, node)) {
            alone = found.flatMap(Lease::rival).isEmpty();
            keptAt = now;
            see(Optional.of(new Lease(node, found.map(Lease::beat).orElse(0L) + 1, Optional.empty())), now, false);
            // what it has in memory is from before the other node's time: balances above all
            leads = !stoodBy;
            if (stoodBy) {
                LOG.info("Lease taken over, this node starts afresh: node={}", node);
                startAfresh.run();
            }
        } else {
            leads = false;
            stoodBy = true;
        }
    }

    private void see(Optional<Lease> lease, long now, boolean still) {
        if (!still) {
            seen = lease;
            seenSince = now;
        }
    }

    private boolean isSeen(Optional<Lease> found) {
        return found.isPresent()
                && seen.isPresent()
                && found.get().node().equals(seen.get().node())
                && found.get().beat() == seen.get().beat();
    }

    /** Stops, and lets another node go on at once. */
    void close() {
        beats.shutdown();
        try {
            // no interrupt: it would close the files of an embedded database
            beats.awaitTermination(STOP_SECONDS_MAX, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        release();
    }

    private synchronized void release() {
        if (!leads) {
            return;
        }
        leads = false;
        try {
            store.release(node);
        } catch (UnavailableException e) {
            LOG.warn("Lease not given back, another node waits until it is over: reason={}", e.getMessage());
        }
    }
}
