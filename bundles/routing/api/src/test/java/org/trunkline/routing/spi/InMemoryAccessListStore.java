package org.trunkline.routing.spi;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.Change;
import org.trunkline.kernel.ConflictException;
import org.trunkline.routing.AccessList;

/** Access lists in memory, for tests. */
public final class InMemoryAccessListStore implements AccessListStore {
    private final Map<AccountId, AccessList> rows = new TreeMap<>();

    @Override
    public synchronized Optional<AccessList> find(AccountId account) {
        return Optional.ofNullable(rows.get(account));
    }

    @Override
    public synchronized AccessList write(AccessList list, Change change) {
        if (find(list.account()).map(AccessList::revision).orElse(0L) != list.revision()) {
            throw new ConflictException("revision");
        }
        AccessList written = new AccessList(list.account(), list.document(), list.revision() + 1);
        rows.put(list.account(), written);
        return written;
    }
}
