package org.trunkline.identity.spi;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.trunkline.identity.LoginRecord;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.Page;
import org.trunkline.kernel.PageRequest;

/** Attempts to log in in memory, for tests. */
public final class InMemoryLoginRecordStore implements LoginRecordStore {
    private final List<LoginRecord> rows = new CopyOnWriteArrayList<>();

    @Override
    public void insert(LoginRecord row) {
        rows.add(row);
    }

    @Override
    public Optional<LoginRecord> find(AccountId account, String id) {
        return rows.stream()
                .filter(row -> row.account().equals(account) && row.id().equals(id))
                .findFirst();
    }

    @Override
    public Page<LoginRecord> list(AccountId account, Instant from, Instant to, PageRequest page) {
        Comparator<LoginRecord> up = Comparator.comparing(LoginRecord::id);
        List<LoginRecord> found = rows.stream()
                .filter(row -> row.account().equals(account)
                        && !row.at().isBefore(from)
                        && row.at().isBefore(to))
                .filter(row -> page.startKey().isEmpty()
                        || (page.ascending() ? 1 : -1)
                                        * row.id().compareTo(page.startKey().get())
                                >= 0)
                .sorted(page.ascending() ? up : up.reversed())
                .toList();
        return found.size() <= page.size()
                ? Page.last(found)
                : new Page<>(
                        found.subList(0, page.size()),
                        Optional.of(found.get(page.size()).id()));
    }

    @Override
    public boolean hasSucceeded(AccountId account, String address, Instant since) {
        return rows.stream()
                .anyMatch(row -> row.account().equals(account)
                        && row.source().address().equals(address)
                        && row.success()
                        && !row.at().isBefore(since));
    }

    @Override
    public int deleteBefore(Instant at, int rowsMax) {
        List<LoginRecord> old = rows.stream()
                .filter(row -> row.at().isBefore(at))
                .limit(rowsMax)
                .toList();
        rows.removeAll(old);
        return old.size();
    }
}
