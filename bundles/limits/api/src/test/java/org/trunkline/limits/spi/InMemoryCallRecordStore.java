package org.trunkline.limits.spi;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.trunkline.kernel.UnavailableException;
import org.trunkline.limits.CallKey;

/** Call records in memory, for tests. */
public final class InMemoryCallRecordStore implements CallRecordStore {
    private static final Comparator<CallRecord> ORDER = Comparator.comparing(CallRecord::endedAt)
            .thenComparing(record -> record.key().switchId())
            .thenComparing(record -> record.key().callId())
            .thenComparing(record -> record.key().leg());

    private final Map<CallKey, CallRecord> rows = new HashMap<>();
    private final InMemoryCallDetailStore details;
    private final InMemoryAllotmentUseStore allotments;
    private int left = Integer.MAX_VALUE;

    public InMemoryCallRecordStore(InMemoryCallDetailStore details) {
        this(details, new InMemoryAllotmentUseStore());
    }

    public InMemoryCallRecordStore(InMemoryCallDetailStore details, InMemoryAllotmentUseStore allotments) {
        this.details = details;
        this.allotments = allotments;
    }

    @Override
    public synchronized Optional<CallRecord> find(CallKey key) {
        return Optional.ofNullable(rows.get(key));
    }

    @Override
    public synchronized void insertMissing(List<CallRecord> records, List<StoredDetail> added) {
        records.forEach(record -> rows.putIfAbsent(record.key(), record));
        details.insertMissing(added);
        allotments.write(records, false);
    }

    /** Replaces so many more groups, then fails each time. */
    public synchronized void failAfter(int groupsLeft) {
        left = groupsLeft;
    }

    @Override
    public synchronized void replace(List<CallRecord> records, List<StoredDetail> changed) {
        if (left-- <= 0) {
            throw new UnavailableException("datastore_unreachable", "the store fails");
        }
        records.forEach(record -> rows.put(record.key(), record));
        details.replace(changed);
        allotments.write(records, true);
    }

    @Override
    public synchronized List<CallRecord> ended(Instant from, Instant to, Optional<CallRecord> after, int max) {
        return rows.values().stream()
                .filter(record -> !record.endedAt().isBefore(from)
                        && record.endedAt().isBefore(to)
                        && !record.settlement().startsWith("{\"replaces\""))
                .filter(record -> after.isEmpty() || ORDER.compare(record, after.get()) > 0)
                .sorted(ORDER)
                .limit(max)
                .toList();
    }
}
