package org.trunkline.identity.spi;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.trunkline.kernel.Change;

/** Signing keys in memory, for tests. */
public final class InMemorySigningKeyStore implements SigningKeyStore {
    private final List<StoredSigningKey> rows = new ArrayList<>();

    @Override
    public synchronized List<StoredSigningKey> all() {
        return rows.stream()
                .sorted(Comparator.comparing(StoredSigningKey::created).thenComparing(StoredSigningKey::id))
                .toList();
    }

    @Override
    public synchronized void insert(StoredSigningKey key, Change change) {
        rows.add(key);
    }

    @Override
    public synchronized void deleteBefore(Instant created, Change change) {
        rows.removeIf(row -> row.created().isBefore(created));
    }
}
