package org.trunkline.limits.spi;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.trunkline.kernel.Change;
import org.trunkline.kernel.ConflictException;

/** Switches in memory, for tests. */
public final class InMemorySwitchStore implements SwitchStore {
    private final Map<String, StoredSwitch> rows = new TreeMap<>();
    private final Consumer<Change> committed;

    public InMemorySwitchStore() {
        this(change -> {});
    }

    public InMemorySwitchStore(Consumer<Change> committed) {
        this.committed = committed;
    }

    @Override
    public synchronized List<StoredSwitch> all() {
        return List.copyOf(rows.values());
    }

    @Override
    public void insert(StoredSwitch added, Change change) {
        synchronized (this) {
            for (StoredSwitch each : rows.values()) {
                if (each.identity().name().equals(added.identity().name())) {
                    throw new ConflictException("name");
                }
            }
            rows.put(added.identity().id(), added);
        }
        committed.accept(change);
    }

    @Override
    public void delete(String id, Change change) {
        synchronized (this) {
            rows.remove(id);
        }
        committed.accept(change);
    }
}
