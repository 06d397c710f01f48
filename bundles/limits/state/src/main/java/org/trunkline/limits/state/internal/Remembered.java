package org.trunkline.limits.state.internal;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A bounded memory of what was said lately: the oldest goes when it is full, everything goes after its time. Every decision
 * asks, so asking waits for nobody.
 */
final class Remembered<K, V> {
    /** Told apart by identity: what was said again is another one. */
    private static final class Kept<K, V> {
        private final K key;
        private final V value;
        private final Instant until;

        Kept(K key, V value, Instant until) {
            this.key = key;
            this.value = value;
            this.until = until;
        }
    }

    private final Map<K, Kept<K, V>> kept = new ConcurrentHashMap<>();
    /** Those too that were said again since, until their turn comes. */
    private final Deque<Kept<K, V>> inOrder = new ArrayDeque<>();

    private final int sizeMax;
    private final Duration time;
    private final Clock clock;

    Remembered(int sizeMax, Duration time, Clock clock) {
        this.sizeMax = sizeMax;
        this.time = time;
        this.clock = clock;
    }

    void put(K key, V value) {
        Instant now = clock.instant();
        Kept<K, V> latest = new Kept<>(key, value, now.plus(time));
        synchronized (inOrder) {
            kept.put(key, latest);
            inOrder.add(latest);
            while (inOrder.size() > sizeMax || inOrder.peek().until.isBefore(now)) {
                Kept<K, V> oldest = inOrder.remove();
                kept.remove(oldest.key, oldest);
            }
        }
    }

    Optional<V> get(K key) {
        if (kept.isEmpty()) {
            return Optional.empty();
        }
        Kept<K, V> found = kept.get(key);
        return found == null || found.until.isBefore(clock.instant()) ? Optional.empty() : Optional.of(found.value);
    }
}
