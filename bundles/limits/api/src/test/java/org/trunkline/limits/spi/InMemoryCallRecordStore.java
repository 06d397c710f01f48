package org.trunkline.limits.spi;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.trunkline.limits.CallKey;

/** Call records in memory, for tests. */
public final class InMemoryCallRecordStore implements CallRecordStore {
    private final Map<CallKey, CallRecord> rows = new HashMap<>();

    @Override
    public synchronized Optional<CallRecord> find(CallKey key) {
        return Optional.ofNullable(rows.get(key));
    }

    @Override
    public synchronized void insertMissing(List<CallRecord> records) {
        records.forEach(record -> rows.putIfAbsent(record.key(), record));
    }

    @Override
    public synchronized void replace(CallRecord record) {
        rows.put(record.key(), record);
    }
}
