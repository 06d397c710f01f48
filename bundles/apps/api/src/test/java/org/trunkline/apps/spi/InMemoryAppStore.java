package org.trunkline.apps.spi;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.Change;
import org.trunkline.kernel.ConflictException;

/** What accounts say about apps, in memory, for tests. */
public final class InMemoryAppStore implements AppStore {
    private final Map<AccountId, AccountApps> rows = new TreeMap<>();

    @Override
    public synchronized Optional<AccountApps> find(AccountId account) {
        return Optional.ofNullable(rows.get(account));
    }

    @Override
    public synchronized AccountApps write(AccountApps apps, Change change) {
        if (find(apps.account()).map(AccountApps::revision).orElse(0L) != apps.revision()) {
            throw new ConflictException(REVISION);
        }
        AccountApps stored = new AccountApps(apps.account(), apps.document(), apps.revision() + 1);
        rows.put(apps.account(), stored);
        return stored;
    }
}
