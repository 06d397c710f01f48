package org.trunkline.accounts.internal;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.trunkline.accounts.DeletedAccount;
import org.trunkline.accounts.spi.AccountStore;
import org.trunkline.kernel.Caller;
import org.trunkline.kernel.Change;

/** Forgets what deleted accounts said when nobody can bring them back any more. Nodes may do this at the same time. */
@Component(service = Forgetting.class, immediate = true)
public final class Forgetting {
    static final int SLICE_ROWS_MAX = 500;

    private static final Logger LOG = LoggerFactory.getLogger(Forgetting.class);
    private static final long PERIOD_MINUTES = 60;

    private final AccountStore store;
    private final TreeModel tree;
    private final Clock clock;
    private final ScheduledExecutorService worker = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "trunkline-accounts-forgetting");
        thread.setDaemon(true);
        return thread;
    });

    @Activate
    public Forgetting(@Reference AccountStore store, @Reference TreeModel tree, @Reference Clock clock) {
        this.store = store;
        this.tree = tree;
        this.clock = clock;
        worker.scheduleWithFixedDelay(this::forgetQuietly, 1, PERIOD_MINUTES, TimeUnit.MINUTES);
    }

    @Deactivate
    void close() {
        worker.shutdownNow();
    }

    /** Returns how many. */
    long forget() {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        Instant before = now.minus(DeletedAccount.KEPT);
        Caller caller = Caller.system(tree.root().id(), "retention");
        long all = 0;
        int slice;
        do {
            slice = store.forget(
                    before,
                    SLICE_ROWS_MAX,
                    id -> new Change(TreeModel.TOPIC, id.value(), id, "forgotten", caller, now, "{}"));
            all += slice;
        } while (slice == SLICE_ROWS_MAX && !worker.isShutdown());
        return all;
    }

    private void forgetQuietly() {
        try {
            long forgotten = forget();
            if (forgotten > 0) {
                LOG.info("Deleted accounts forgotten: accounts={}", forgotten);
            }
        } catch (RuntimeException e) {
            // the next round tries again; an executor would stop at an exception
            LOG.warn("Deleted accounts not forgotten: reason={}", e.toString());
        }
    }
}
