package org.trunkline.limits.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.trunkline.ledger.Ledger;
import org.trunkline.limits.spi.AllotmentUseStore;
import org.trunkline.limits.spi.FraudStore;
import org.trunkline.limits.spi.NodeLeaseStore;
import org.trunkline.limits.state.CallState;
import org.trunkline.limits.state.FraudMemory;
import org.trunkline.limits.state.internal.FraudModel;
import org.trunkline.limits.state.internal.LimitModel;
import org.trunkline.limits.state.internal.Machine;
import org.trunkline.limits.state.internal.MemoryCallState;

/** The real state with its journal, as the rules have it in production. */
record StateOnDisk(CallState state, FraudMemory fraud, Runnable close) {
    /** Small: tests start it hundreds of times. */
    private static final int FILE_BYTES = 1 << 18;

    static StateOnDisk open(
            Path journal,
            LimitModel model,
            FraudStore frauds,
            Ledger ledger,
            NodeLeaseStore leases,
            AllotmentUseStore allotments,
            Clock clock) {
        try {
            MemoryCallState state = MemoryCallState.on(
                    model,
                    ledger,
                    leases,
                    allotments,
                    new Machine(
                            clock,
                            System::nanoTime,
                            () -> Duration.between(Instant.EPOCH, clock.instant())
                                    .toNanos(),
                            Machine.real(clock).threads()),
                    journal,
                    FILE_BYTES);
            FraudModel fraud = new FraudModel(frauds);
            return new StateOnDisk(state, fraud, () -> {
                fraud.close();
                state.close();
                model.close();
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
