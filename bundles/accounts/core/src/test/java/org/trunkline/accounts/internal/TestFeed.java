package org.trunkline.accounts.internal;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.trunkline.kernel.Change;
import org.trunkline.kernel.ChangeFeed;

/** Hands changes on at once, one at a time, and keeps them for a look. */
final class TestFeed implements ChangeFeed {
    private final List<Consumer<Change>> listeners = new CopyOnWriteArrayList<>();
    private final List<Change> changes = new CopyOnWriteArrayList<>();

    @Override
    public Subscription subscribe(String topic, Consumer<Change> listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    synchronized void publish(Change change) {
        changes.add(change);
        listeners.forEach(listener -> listener.accept(change));
    }

    List<Change> changes() {
        return changes;
    }

    int listenersCount() {
        return listeners.size();
    }
}
