package org.trunkline.limits.internal;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.trunkline.limits.CallKey;
import org.trunkline.limits.spi.CallRecordStore;
import org.trunkline.limits.spi.StoredDetail;

/** Call records of a world, with something in between. */
class ForwardingRecords implements CallRecordStore {
    private final World world;

    ForwardingRecords(World world) {
        this.world = world;
    }

    /** Comes before each question that is in the way of a settlement. */
    void before() {
        // nothing here
    }

    @Override
    public Optional<CallRecord> find(CallKey key) {
        before();
        return world.records.find(key);
    }

    @Override
    public void insertMissing(List<CallRecord> rows, List<StoredDetail> details) {
        before();
        world.records.insertMissing(rows, details);
    }

    @Override
    public void replace(List<CallRecord> rows, List<StoredDetail> details) {
        before();
        world.records.replace(rows, details);
    }

    @Override
    public List<CallRecord> ended(Instant from, Instant to, Optional<CallRecord> after, int max) {
        return world.records.ended(from, to, after, max);
    }
}
