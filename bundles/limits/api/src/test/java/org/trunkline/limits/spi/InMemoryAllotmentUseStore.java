package org.trunkline.limits.spi;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.trunkline.kernel.AccountId;
import org.trunkline.limits.CallKey;
import org.trunkline.limits.spi.CallRecordStore.CallRecord;

/** What calls took from allotments, in memory, for tests; told by {@link InMemoryCallRecordStore}. */
public final class InMemoryAllotmentUseStore implements AllotmentUseStore {
    private record Key(CallKey call, AccountId account, String name, Instant begunAt) {
        Key(CallKey call, AllotmentUse use) {
            this(call, use.account(), use.name(), use.begunAt());
        }
    }

    private final Map<Key, Long> rows = new HashMap<>();

    synchronized void write(List<CallRecord> records, boolean over) {
        for (CallRecord record : records) {
            for (AllotmentUse use : record.allotments()) {
                Key key = new Key(record.key(), use);
                rows.merge(key, use.seconds(), (old, now) -> over ? now : old);
            }
        }
    }

    @Override
    public synchronized Map<String, Long> sums(AccountId account, Instant from, Instant to) {
        Map<String, Long> sums = new HashMap<>();
        rows.forEach((key, seconds) -> {
            if (key.account().equals(account)
                    && !key.begunAt().isBefore(from)
                    && key.begunAt().isBefore(to)) {
                sums.merge(key.name(), seconds, Long::sum);
            }
        });
        return sums;
    }

    @Override
    public synchronized long find(CallKey call, AllotmentUse use) {
        return rows.getOrDefault(new Key(call, use), 0L);
    }

    @Override
    public synchronized void forEachSince(Instant from, int stepSeconds, Consumer<AllotmentUse> sum) {
        Map<AllotmentUse, Long> sums = new HashMap<>();
        rows.forEach((key, seconds) -> {
            if (!key.begunAt().isBefore(from)) {
                long step = Math.floorDiv(key.begunAt().getEpochSecond(), (long) stepSeconds) * stepSeconds;
                sums.merge(
                        new AllotmentUse(key.account(), key.name(), Instant.ofEpochSecond(step), 0),
                        seconds,
                        Long::sum);
            }
        });
        sums.forEach((use, seconds) -> sum.accept(new AllotmentUse(use.account(), use.name(), use.begunAt(), seconds)));
    }
}
