package org.trunkline.limits.internal;

import java.nio.file.Path;
import java.time.Clock;
import org.trunkline.kernel.ChangeFeed;
import org.trunkline.ledger.Ledger;
import org.trunkline.limits.spi.LimitStore;
import org.trunkline.limits.state.CallState;
import org.trunkline.limits.state.CallStates;

/** The real state with its journal. */
record StateOnDisk(CallState state, Runnable close) {
    static StateOnDisk open(Path journal, LimitStore limits, ChangeFeed feed, Ledger ledger, Clock clock) {
        CallStates.Opened opened = CallStates.open(journal, limits, feed, ledger, clock);
        return new StateOnDisk(opened.state(), opened::close);
    }
}
