package org.trunkline.benchmarks;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.trunkline.kernel.Change;
import org.trunkline.kernel.ChangeFeed;

/** Hands changes on at once, to one listener per topic. */
final class Feed implements ChangeFeed {
    private final Map<String, Consumer<Change>> listeners = new ConcurrentHashMap<>();

    @Override
    public Subscription subscribe(String topic, Consumer<Change> listener) {
        listeners.put(topic, listener);
        return () -> listeners.remove(topic, listener);
    }

    void publish(Change change) {
        listeners.getOrDefault(change.topic(), unheard -> {}).accept(change);
    }
}
