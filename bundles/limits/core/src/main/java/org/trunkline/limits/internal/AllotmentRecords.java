package org.trunkline.limits.internal;

import java.util.ArrayList;
import java.util.List;
import org.trunkline.limits.spi.AllotmentUse;
import org.trunkline.limits.state.CallEntry;
import org.trunkline.limits.state.EndedCall;

/** What a settled call took from allotments, as its record keeps it: also nothing, where it took something before. */
final class AllotmentRecords {
    private AllotmentRecords() {}

    static List<AllotmentUse> of(EndedCall ended) {
        List<AllotmentUse> uses = new ArrayList<>(0);
        for (CallEntry.Level level : ended.call().levels()) {
            long taken = level.takenSeconds(ended.billedSeconds());
            level.allotment()
                    .filter(hold -> taken > 0 || ended.before().isPresent())
                    .ifPresent(hold -> uses.add(new AllotmentUse(level.account(), hold.name(), hold.begunAt(), taken)));
        }
        return uses;
    }
}
