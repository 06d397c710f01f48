package org.trunkline.limits.spi;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.Change;
import org.trunkline.kernel.ConflictException;
import org.trunkline.limits.Limits;

/** Limits in memory, for tests; hands each change on after it is stored. */
public final class InMemoryLimitStore implements LimitStore {
    private final Map<AccountId, Limits> rows = new TreeMap<>();
    private final Consumer<Change> committed;

    public InMemoryLimitStore() {
        this(change -> {});
    }

    public InMemoryLimitStore(Consumer<Change> committed) {
        this.committed = committed;
    }

    @Override
    public synchronized Optional<Limits> find(AccountId account) {
        return Optional.ofNullable(rows.get(account));
    }

    @Override
    public synchronized void forEach(Consumer<Limits> consumer) {
        rows.values().forEach(consumer);
    }

    @Override
    public Limits save(Limits limits, Change change) {
        Limits stored = limits.atRevision(limits.revision() + 1);
        synchronized (this) {
            long revision = find(limits.account()).map(Limits::revision).orElse(0L);
            if (revision != limits.revision()) {
                throw new ConflictException("revision");
            }
            rows.put(limits.account(), stored);
        }
        committed.accept(change);
        return stored;
    }
}
