package org.trunkline.limits.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.trunkline.kernel.Change;
import org.trunkline.kernel.ChangeFeed;

/** Hands changes on at once. */
final class TestFeed implements ChangeFeed {
    private final List<Map.Entry<String, Consumer<Change>>> listeners = new CopyOnWriteArrayList<>();

    @Override
    public Subscription subscribe(String topic, Consumer<Change> listener) {
        var entry = Map.entry(topic, listener);
        listeners.add(entry);
        return () -> listeners.remove(entry);
    }

    void publish(Change change) {
        for (var each : new ArrayList<>(listeners)) {
            if (each.getKey().equals(change.topic())) {
                each.getValue().accept(change);
            }
        }
    }
}
