package org.trunkline.limits.spi;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.Change;
import org.trunkline.kernel.ConflictException;

/** Limits in memory, for tests; hands each change on after it is stored. */
public final class InMemoryLimitStore implements LimitStore {
    private final Map<AccountId, LimitDocument> rows = new TreeMap<>();
    private final Consumer<Change> committed;

    public InMemoryLimitStore() {
        this(change -> {});
    }

    public InMemoryLimitStore(Consumer<Change> committed) {
        this.committed = committed;
    }

    @Override
    public synchronized Optional<LimitDocument> find(AccountId account) {
        return Optional.ofNullable(rows.get(account));
    }

    @Override
    public synchronized void forEach(Consumer<LimitDocument> consumer) {
        rows.values().forEach(consumer);
    }

    @Override
    public LimitDocument save(LimitDocument limits, Change change) {
        LimitDocument stored = limits.atRevision(limits.revision() + 1);
        synchronized (this) {
            long revision = find(limits.account()).map(LimitDocument::revision).orElse(0L);
            if (revision != limits.revision()) {
                throw new ConflictException("revision");
            }
            rows.put(limits.account(), stored);
        }
        committed.accept(change);
        return stored;
    }

    @Override
    public void note(Change happened) {
        committed.accept(happened);
    }
}
