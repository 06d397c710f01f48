package org.trunkline.identity.spi;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.Change;

/** Keys of accounts in memory, for tests; hands each change on after it is stored. */
public final class InMemoryApiKeyStore implements ApiKeyStore {
    private final Map<AccountId, StoredApiKey> rows = new ConcurrentHashMap<>();
    private final Consumer<Change> committed;

    public InMemoryApiKeyStore() {
        this(change -> {});
    }

    public InMemoryApiKeyStore(Consumer<Change> committed) {
        this.committed = committed;
    }

    @Override
    public Optional<StoredApiKey> find(AccountId account) {
        return Optional.ofNullable(rows.get(account));
    }

    @Override
    public Optional<StoredApiKey> findByHash(String hash) {
        return rows.values().stream().filter(row -> row.hash().equals(hash)).findFirst();
    }

    @Override
    public void replace(StoredApiKey key, Change change) {
        rows.put(key.key().account(), key);
        committed.accept(change);
    }
}
