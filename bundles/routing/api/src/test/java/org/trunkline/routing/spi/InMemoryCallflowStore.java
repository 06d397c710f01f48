package org.trunkline.routing.spi;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.Change;
import org.trunkline.kernel.ConflictException;
import org.trunkline.routing.Callflow;

/** Callflows in memory, for tests. */
public final class InMemoryCallflowStore implements CallflowStore {
    private final Map<String, Callflow> rows = new TreeMap<>();

    @Override
    public synchronized Optional<Callflow> find(AccountId account, String id) {
        return Optional.ofNullable(rows.get(id)).filter(each -> each.account().equals(account));
    }

    @Override
    public synchronized List<Callflow> list(AccountId account, Optional<String> from, int rowsMax, boolean ascending) {
        Comparator<Callflow> order = Comparator.comparing(Callflow::id);
        int direction = ascending ? 1 : -1;
        return rows.values().stream()
                .filter(each -> each.account().equals(account))
                .filter(each -> from.isEmpty() || direction * each.id().compareTo(from.get()) >= 0)
                .sorted(ascending ? order : order.reversed())
                .limit(rowsMax)
                .toList();
    }

    @Override
    public synchronized Map<CallflowKey, String> holders(AccountId account, Collection<CallflowKey> keys) {
        Map<CallflowKey, String> holders = new HashMap<>();
        rows.values().stream()
                .filter(each -> each.account().equals(account))
                .forEach(each -> CallflowKey.of(each).stream()
                        .filter(keys::contains)
                        .forEach(key -> holders.put(key, each.id())));
        return holders;
    }

    @Override
    public synchronized Callflow insert(Callflow callflow, Change change) {
        return put(callflow.atRevision(1));
    }

    @Override
    public synchronized Callflow update(Callflow callflow, Change change) {
        requireStored(callflow);
        return put(callflow.atRevision(callflow.revision() + 1));
    }

    @Override
    public synchronized void delete(Callflow callflow, Change change) {
        requireStored(callflow);
        rows.remove(callflow.id());
    }

    private Callflow put(Callflow callflow) {
        Collection<String> holders =
                holders(callflow.account(), CallflowKey.of(callflow)).values();
        if (holders.stream().anyMatch(each -> !each.equals(callflow.id()))) {
            throw new ConflictException("callflow_key");
        }
        rows.put(callflow.id(), callflow);
        return callflow;
    }

    private void requireStored(Callflow callflow) {
        if (find(callflow.account(), callflow.id()).map(Callflow::revision).orElse(0L) != callflow.revision()) {
            throw new ConflictException("revision");
        }
    }
}
