package org.trunkline.limits.state;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import org.trunkline.kernel.ChangeFeed;
import org.trunkline.ledger.Ledger;
import org.trunkline.limits.spi.LimitStore;
import org.trunkline.limits.state.internal.LimitModel;
import org.trunkline.limits.state.internal.MemoryCallState;

/** Opens a call state outside of OSGi, for tests and benchmarks of the rules. */
public final class CallStates {
    private CallStates() {}

    /** A call state and the end of it. */
    public record Opened(CallState state, AutoCloseable ending) {
        public void close() {
            try {
                ending.close();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** @throws UncheckedIOException if the journal cannot be used */
    public static Opened open(Path journal, LimitStore limits, ChangeFeed feed, Ledger ledger, Clock clock) {
        LimitModel model = new LimitModel(limits, feed);
        try {
            MemoryCallState state = new MemoryCallState(model, ledger, clock, journal);
            return new Opened(state, () -> {
                state.close();
                model.close();
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
