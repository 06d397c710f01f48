package org.trunkline.identity.spi;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.Change;
import org.trunkline.kernel.ConflictException;

/** Documents about logins in memory, for tests. */
public final class InMemorySecurityStore implements SecurityStore {
    private final Map<AccountId, StoredSecurity> rows = new HashMap<>();

    @Override
    public synchronized Optional<StoredSecurity> find(AccountId account) {
        return Optional.ofNullable(rows.get(account));
    }

    @Override
    public synchronized List<StoredSecurity> findAll(List<AccountId> accounts) {
        return accounts.stream().flatMap(account -> find(account).stream()).toList();
    }

    @Override
    public synchronized StoredSecurity write(StoredSecurity security, Change change) {
        require(security);
        StoredSecurity written = new StoredSecurity(security.account(), security.document(), security.revision() + 1);
        rows.put(security.account(), written);
        return written;
    }

    @Override
    public synchronized void delete(StoredSecurity security, Change change) {
        require(security);
        rows.remove(security.account());
    }

    private void require(StoredSecurity expected) {
        if (find(expected.account()).map(StoredSecurity::revision).orElse(0L) != expected.revision()) {
            throw new ConflictException(REVISION);
        }
    }
}
