package org.trunkline.routing.spi;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.trunkline.kernel.Change;
import org.trunkline.kernel.ConflictException;
import org.trunkline.routing.CarrierPool;

/** Carriers in memory, for tests. */
public final class InMemoryCarrierStore implements CarrierStore {
    private final Map<String, StoredCarrier> rows = new TreeMap<>();
    private final Consumer<Change> changes;

    public InMemoryCarrierStore() {
        this(change -> {});
    }

    /** @param changes is told of each change */
    public InMemoryCarrierStore(Consumer<Change> changes) {
        this.changes = changes;
    }

    @Override
    public synchronized Optional<StoredCarrier> find(CarrierPool pool, String id) {
        return Optional.ofNullable(rows.get(id))
                .filter(each -> each.carrier().pool().equals(pool));
    }

    @Override
    public synchronized List<StoredCarrier> list(
            CarrierPool pool, Optional<String> from, int rowsMax, boolean ascending) {
        Comparator<StoredCarrier> order =
                Comparator.comparing(each -> each.carrier().id());
        int direction = ascending ? 1 : -1;
        return rows.values().stream()
                .filter(each -> each.carrier().pool().equals(pool))
                .filter(each ->
                        from.isEmpty() || direction * each.carrier().id().compareTo(from.get()) >= 0)
                .sorted(ascending ? order : order.reversed())
                .limit(rowsMax)
                .toList();
    }

    @Override
    public synchronized long count(CarrierPool pool) {
        return rows.values().stream()
                .filter(each -> each.carrier().pool().equals(pool))
                .count();
    }

    @Override
    public synchronized StoredCarrier insert(StoredCarrier carrier, Change change) {
        return put(carrier.atRevision(1), change);
    }

    @Override
    public synchronized StoredCarrier update(StoredCarrier carrier, Change change) {
        requireStored(carrier);
        return put(carrier.atRevision(carrier.carrier().revision() + 1), change);
    }

    @Override
    public synchronized void delete(StoredCarrier carrier, Change change) {
        requireStored(carrier);
        rows.remove(carrier.carrier().id());
        changes.accept(change);
    }

    private StoredCarrier put(StoredCarrier carrier, Change change) {
        rows.put(carrier.carrier().id(), carrier);
        changes.accept(change);
        return carrier;
    }

    private void requireStored(StoredCarrier carrier) {
        long stored = find(carrier.carrier().pool(), carrier.carrier().id())
                .map(each -> each.carrier().revision())
                .orElse(0L);
        if (stored != carrier.carrier().revision()) {
            throw new ConflictException("revision");
        }
    }
}
