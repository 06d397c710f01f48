package org.trunkline.rating.spi;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Consumer;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.Change;
import org.trunkline.rating.DeckAssignment;

/** Assignments in memory, for tests. */
public final class InMemoryDeckAssignmentStore implements DeckAssignmentStore {
    private final Map<AccountId, DeckAssignment> assignments = new ConcurrentSkipListMap<>();
    private final Consumer<Change> committed;

    /** @param committed is told of every change, as the change feed would be */
    public InMemoryDeckAssignmentStore(Consumer<Change> committed) {
        this.committed = committed;
    }

    @Override
    public List<DeckAssignment> after(Optional<AccountId> last, int sizeMax) {
        return assignments.values().stream()
                .filter(each -> last.isEmpty() || each.account().compareTo(last.get()) > 0)
                .limit(sizeMax)
                .toList();
    }

    @Override
    public Optional<DeckAssignment> find(AccountId account) {
        return Optional.ofNullable(assignments.get(account));
    }

    @Override
    public void save(DeckAssignment assignment, Change change) {
        if (assignment.isNone()) {
            assignments.remove(assignment.account());
        } else {
            assignments.put(assignment.account(), assignment);
        }
        committed.accept(change);
    }
}
