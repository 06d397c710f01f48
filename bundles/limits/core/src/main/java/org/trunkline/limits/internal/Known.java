package org.trunkline.limits.internal;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.trunkline.limits.CallEnd;
import org.trunkline.limits.CallSettlement;
import org.trunkline.limits.state.EndedCall;

/**
 * What was settled for a call so far.
 *
 * @param waiting the latest settlement, if it is not posted yet
 * @param ended the latest settlement; empty for calls of the first release, which nobody can correct
 */
record Known(long toldSeconds, CallSettlement settlement, Optional<EndedCall> waiting, Optional<EndedCall> ended) {
    boolean isLease() {
        return ended.filter(EndedCall::isLease).isPresent();
    }

    /** The first end after the lease is final; after that only a correction with other seconds changes something. */
    boolean isOpenTo(CallEnd end) {
        return isLease() || ended.isPresent() && end.correction() && end.billedSeconds() != toldSeconds;
    }

    EndedCall.Before before() {
        EndedCall latest = ended.orElseThrow();
        List<CallSettlement.LevelCharge> charges = Stream.concat(
                        settlement.levels().stream(), settlement.carrier().stream())
                .toList();
        return new EndedCall.Before(
                latest.billedSeconds(),
                latest.costMicros(),
                charges.stream().map(CallSettlement.LevelCharge::entryId).toList(),
                charges.stream().map(CallSettlement.LevelCharge::chargedSeconds).toList(),
                latest.postingKeys(),
                latest.takenSeconds());
    }
}
