package org.trunkline.limits.state.internal;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** A bounded memory of what was said lately: the oldest goes when it is full, everything goes after its time. */
final class Remembered<K, V> {
    private record Kept<V>(V value, Instant until) {}

    private final Map<K, Kept<V>> kept;
    private final Duration time;
    private final Clock clock;

    Remembered(int sizeMax, Duration time, Clock clock) {
        this.time = time;
        this.clock = clock;
        this.kept = new LinkedHashMap<>() {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<K, Kept<V>> eldest) {
                return size() > sizeMax || eldest.getValue().until().isBefore(clock.instant());
            }
        };
    }

    synchronized void put(K key, V value) {
        kept.remove(key);
        kept.put(key, new Kept<>(value, clock.instant().plus(time)));
    }

    synchronized Optional<V> get(K key) {
        Kept<V> found = kept.get(key);
        return found == null || found.until().isBefore(clock.instant()) ? Optional.empty() : Optional.of(found.value());
    }
}
