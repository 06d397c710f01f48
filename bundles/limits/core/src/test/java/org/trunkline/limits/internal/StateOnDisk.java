package org.trunkline.limits.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executors;
import org.trunkline.kernel.AccountTree;
import org.trunkline.kernel.ChangeFeed;
import org.trunkline.ledger.Ledger;
import org.trunkline.limits.spi.LimitStore;
import org.trunkline.limits.spi.NodeLeaseStore;
import org.trunkline.limits.state.CallState;
import org.trunkline.limits.state.internal.LimitModel;
import org.trunkline.limits.state.internal.MemoryCallState;

/** The real state with its journal, as the rules have it in production. */
record StateOnDisk(CallState state, Runnable close) {
    /** Small: tests start it hundreds of times. */
    private static final int FILE_BYTES = 1 << 18;

    static StateOnDisk open(
            Path journal,
            LimitStore limits,
            ChangeFeed feed,
            AccountTree tree,
            Ledger ledger,
            NodeLeaseStore leases,
            Clock clock) {
        LimitModel model = new LimitModel(limits, feed, tree);
        try {
            MemoryCallState state = new MemoryCallState(
                    model,
                    ledger,
                    leases,
                    clock,
                    System::nanoTime,
                    () -> Duration.between(Instant.EPOCH, clock.instant()).toNanos(),
                    name -> Executors.newSingleThreadScheduledExecutor(work -> {
                        Thread thread = new Thread(work, name);
                        thread.setDaemon(true);
                        return thread;
                    }),
                    journal,
                    FILE_BYTES);
            return new StateOnDisk(state, () -> {
                state.close();
                model.close();
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
