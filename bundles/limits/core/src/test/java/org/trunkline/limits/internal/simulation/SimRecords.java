package org.trunkline.limits.internal.simulation;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.trunkline.limits.CallKey;
import org.trunkline.limits.spi.CallRecordStore;
import org.trunkline.limits.spi.StoredDetail;

/** Call records that survive the node, and may be out of its reach. */
final class SimRecords implements CallRecordStore {
    private final CallRecordStore store;
    private final Faults faults;

    SimRecords(CallRecordStore store, Faults faults) {
        this.store = store;
        this.faults = faults;
    }

    @Override
    public Optional<CallRecord> find(CallKey key) {
        if (faults.isDatabaseDown()) {
            throw faults.unreachable();
        }
        return store.find(key);
    }

    @Override
    public void insertMissing(List<CallRecord> records, List<StoredDetail> details) {
        change(() -> store.insertMissing(records, details));
    }

    @Override
    public void replace(List<CallRecord> records, List<StoredDetail> details) {
        change(() -> store.replace(records, details));
    }

    private void change(Runnable change) {
        faults.step();
        if (faults.isDatabaseDown() && !faults.isAnswerLost()) {
            faults.posted(false);
            throw faults.unreachable();
        }
        change.run();
        if (faults.isDatabaseDown()) {
            faults.posted(false);
            throw faults.unreachable();
        }
        faults.step();
    }

    @Override
    public List<CallRecord> ended(Instant from, Instant to, Optional<CallRecord> after, int max) {
        return store.ended(from, to, after, max);
    }
}
