package org.trunkline.identity.internal;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What requests ask again and again, remembered: what this node changes is forgotten by {@link #forget}, what other nodes
 * change counts within {@link #AGE_MAX}. What is not there is not remembered.
 */
final class Remembered<V> {
    static final int ENTRIES_MAX = 50_000;
    static final Duration AGE_MAX = Duration.ofSeconds(15);

    private record Entry<V>(V value, Instant read) {}

    private final Clock clock;
    private final Map<String, Entry<V>> entries = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Entry<V>> eldest) {
            return size() > ENTRIES_MAX;
        }
    };
    private long changes;

    Remembered(Clock clock) {
        this.clock = clock;
    }

    Optional<V> get(String key, Supplier<Optional<V>> read) {
        Instant now = clock.instant();
        long before;
        synchronized (entries) {
            Entry<V> entry = entries.get(key);
            if (entry != null && entry.read().plus(AGE_MAX).isAfter(now)) {
                return Optional.of(entry.value());
            }
            before = changes;
        }
        Optional<V> value = read.get();
        synchronized (entries) {
            // What was read while something changed may be old already.
            if (before == changes && value.isPresent()) {
                entries.put(key, new Entry<>(value.get(), now));
            }
        }
        return value;
    }

    void forget(String key) {
        synchronized (entries) {
            changes++;
            entries.remove(key);
        }
    }
}
