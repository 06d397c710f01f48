package org.trunkline.numbers.spi;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.Change;
import org.trunkline.kernel.Page;
import org.trunkline.kernel.PageRequest;
import org.trunkline.numbers.NumberState;
import org.trunkline.numbers.PhoneNumber;

/** The inventory in memory, for tests. */
public final class InMemoryNumberStore implements NumberStore {
    private final NavigableMap<String, PhoneNumber> rows = new TreeMap<>();
    private final List<Change> changes = Collections.synchronizedList(new ArrayList<>());

    /** Returns what was recorded. */
    public List<Change> changes() {
        return List.copyOf(changes);
    }

    @Override
    public synchronized Map<String, PhoneNumber> find(Collection<String> numbers) {
        Map<String, PhoneNumber> found = new HashMap<>();
        numbers.stream().filter(rows::containsKey).forEach(each -> found.put(each, rows.get(each)));
        return found;
    }

    @Override
    public Page<PhoneNumber> list(AccountId account, PageRequest page) {
        return page(page, each -> each.assignedTo().equals(Optional.of(account)));
    }

    @Override
    public Page<PhoneNumber> pool(AccountId pool, PageRequest page) {
        return page(page, each -> each.assignedTo().isEmpty() && each.pool().equals(pool));
    }

    private synchronized Page<PhoneNumber> page(PageRequest page, Predicate<PhoneNumber> wanted) {
        int direction = page.ascending() ? 1 : -1;
        List<PhoneNumber> all = (page.ascending() ? rows : rows.descendingMap())
                .values().stream()
                        .filter(wanted)
                        .filter(each -> page.startKey().isEmpty()
                                || direction
                                                * each.number()
                                                        .compareTo(
                                                                page.startKey().get())
                                        >= 0)
                        .limit(page.size() + 1L)
                        .toList();
        return all.size() <= page.size()
                ? Page.last(all)
                : new Page<>(
                        all.subList(0, page.size()),
                        Optional.of(all.get(page.size()).number()));
    }

    @Override
    public synchronized List<PhoneNumber> search(
            Collection<AccountId> pools, String prefix, Instant time, int offset, int sizeMax) {
        return rows.values().stream()
                .filter(each -> each.assignedTo().isEmpty() && pools.contains(each.pool()))
                .filter(each -> each.number().startsWith(prefix) && !each.isHeldBack(time))
                .skip(offset)
                .limit(sizeMax)
                .toList();
    }

    @Override
    public synchronized List<Owned> ownedAfter(Optional<String> last, int sizeMax) {
        return rows.values().stream()
                .filter(each -> each.assignedTo().isPresent())
                .filter(each -> last.isEmpty() || each.number().compareTo(last.get()) > 0)
                .limit(sizeMax)
                .map(each -> new Owned(each.number(), each.assignedTo().orElseThrow()))
                .toList();
    }

    @Override
    public synchronized Set<String> write(List<Write> writes) {
        Set<String> written = new LinkedHashSet<>();
        for (Write write : writes) {
            PhoneNumber number = write.number();
            PhoneNumber stored = rows.get(number.number());
            if ((stored == null ? 0 : stored.revision()) == number.revision()) {
                if (number.state() == NumberState.DELETED) {
                    rows.remove(number.number());
                } else {
                    rows.put(number.number(), number.atRevision(number.revision() + 1));
                }
                changes.addAll(write.changes());
                written.add(number.number());
            }
        }
        return written;
    }
}
