package org.trunkline.ledger.spi;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.Change;

/** Fundings in memory, for tests. */
public final class InMemoryFundingStore implements FundingStore {
    private final Map<AccountId, Funding> rows = new HashMap<>();
    private final List<Change> changes = new ArrayList<>();

    /** Returns what was recorded. */
    public synchronized List<Change> changes() {
        return List.copyOf(changes);
    }

    @Override
    public synchronized Map<AccountId, Funding> find(Collection<AccountId> accounts) {
        Map<AccountId, Funding> found = new HashMap<>(rows);
        found.keySet().retainAll(accounts);
        return found;
    }

    @Override
    public synchronized void save(AccountId account, Funding funding, Change change) {
        rows.put(account, funding);
        changes.add(change);
    }
}
