package org.trunkline.accounts.spi;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.trunkline.accounts.Account;
import org.trunkline.accounts.DeletedAccount;
import org.trunkline.accounts.SearchBy;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.AccountTree;
import org.trunkline.kernel.Change;
import org.trunkline.kernel.ConflictException;
import org.trunkline.kernel.DomainException;
import org.trunkline.kernel.ErrorKind;
import org.trunkline.kernel.NotFoundException;
import org.trunkline.kernel.Page;
import org.trunkline.kernel.PageRequest;

/** Accounts in memory, for tests; hands each change on after it is stored. */
public final class InMemoryAccountStore implements AccountStore {
    private final TreeMap<AccountId, Account> rows = new TreeMap<>();
    private final Set<AccountId> used = new HashSet<>();
    private final Map<AccountId, Account> gone = new HashMap<>();
    private final Map<AccountId, Instant> goneAt = new HashMap<>();
    private final Map<String, Creation> creations = new HashMap<>();
    private final Consumer<Change> committed;

    public InMemoryAccountStore() {
        this(change -> {});
    }

    public InMemoryAccountStore(Consumer<Change> committed) {
        this.committed = committed;
    }

    @Override
    public Optional<Account> root() {
        return one(Account::isRoot);
    }

    @Override
    public synchronized Optional<Account> find(AccountId id) {
        return Optional.ofNullable(rows.get(id));
    }

    @Override
    public Optional<Account> findByName(String nameKey) {
        return one(row -> row.nameKey().equals(nameKey));
    }

    @Override
    public Optional<Account> findByRealm(String realmKey) {
        return one(row -> row.realmKey().equals(realmKey));
    }

    @Override
    public synchronized List<Account> after(Optional<AccountId> last, int sizeMax) {
        return rows.values().stream()
                .filter(row -> last.isEmpty() || row.id().compareTo(last.get()) > 0)
                .limit(sizeMax)
                .toList();
    }

    @Override
    public Page<Account> children(AccountId parent, PageRequest page) {
        return page(row -> row.parent().equals(Optional.of(parent)), SearchBy.NAME, page);
    }

    @Override
    public Page<Account> descendants(Account ancestor, PageRequest page) {
        return page(isBelow(ancestor), SearchBy.NAME, page);
    }

    @Override
    public Page<Account> search(Account ancestor, SearchBy by, String prefix, PageRequest page) {
        return page(isBelow(ancestor).and(row -> by.key(row).startsWith(prefix)), by, page);
    }

    @Override
    public boolean hasResellerBelow(Account ancestor) {
        return one(isBelow(ancestor).and(Account::reseller)).isPresent();
    }

    @Override
    public Account insert(Account account, Change change) {
        return insert(account, Optional.empty(), change);
    }

    @Override
    public List<Account> insertAll(List<Account> accounts, List<Change> changes) {
        List<Account> stored = new ArrayList<>();
        synchronized (this) {
            Map<AccountId, Account> rowsBefore = new HashMap<>(rows);
            Set<AccountId> usedBefore = new HashSet<>(used);
            try {
                accounts.forEach(account -> stored.add(add(account, Optional.empty())));
            } catch (DomainException e) {
                rows.clear();
                rows.putAll(rowsBefore);
                used.clear();
                used.addAll(usedBefore);
                throw e;
            }
        }
        changes.forEach(committed);
        return stored;
    }

    @Override
    public Account insert(Account account, Creation creation, Change change) {
        return insert(account, Optional.of(creation), change);
    }

    @Override
    public synchronized Optional<Creation> findCreation(AccountId by, String key) {
        return Optional.ofNullable(creations.get(by + " " + key));
    }

    private Account insert(Account account, Optional<Creation> creation, Change change) {
        Account stored = add(account, creation);
        committed.accept(change);
        return stored;
    }

    private synchronized Account add(Account account, Optional<Creation> creation) {
        creation.ifPresent(made -> {
            creations.values().removeIf(each -> each.isOver(made.at()));
            if (findCreation(made.by(), made.key()).isPresent()) {
                throw new ConflictException(CREATION);
            }
        });
        account.parent().ifPresent(parent -> {
            if (!present(parent).pathBelow().equals(account.path())) {
                throw new ConflictException(PARENT);
            }
        });
        if (account.isRoot() && root().isPresent()) {
            throw new ConflictException(ROOT);
        }
        if (used.contains(account.id())) {
            throw new ConflictException(ID);
        }
        refuseTaken(account);
        Account stored = account.withCounters(0, 1);
        used.add(account.id());
        rows.put(account.id(), stored);
        creation.ifPresent(made -> creations.put(made.by() + " " + made.key(), made));
        account.parent().ifPresent(parent -> count(parent, 1));
        return stored;
    }

    @Override
    public Account move(Account account, AccountId to, Change change) {
        Account moved;
        synchronized (this) {
            Account old = current(account);
            Account parent = present(to);
            Moves.refuseCircle(old, parent);
            List<AccountId> path = parent.pathBelow();
            List<Account> below = rows.values().stream().filter(isBelow(old)).toList();
            int deepest = below.stream()
                    .mapToInt(row -> row.path().size())
                    .max()
                    .orElse(old.path().size());
            if (deepest - old.path().size() + path.size() > AccountTree.DEPTH_MAX) {
                throw Moves.tooDeep(parent);
            }
            for (Account row : below) {
                List<AccountId> rowPath = new ArrayList<>(path);
                rowPath.addAll(row.path().subList(old.path().size(), row.path().size()));
                rows.put(row.id(), row.withPath(rowPath, row.modified()));
            }
            moved = old.withPath(path, change.at()).withCounters(old.childrenCount(), old.revision() + 1);
            rows.put(old.id(), moved);
            count(old.parent().orElseThrow(), -1);
            count(to, 1);
        }
        committed.accept(change);
        return moved;
    }

    @Override
    public void record(Change change) {
        committed.accept(change);
    }

    @Override
    public Account update(Account account, List<Change> changes) {
        Account stored;
        synchronized (this) {
            Account old = current(account);
            refuseTaken(account);
            stored = account.withCounters(old.childrenCount(), old.revision() + 1);
            rows.put(account.id(), stored);
        }
        changes.forEach(committed);
        return stored;
    }

    @Override
    public void delete(Account account, Change change) {
        synchronized (this) {
            if (current(account).childrenCount() > 0) {
                throw new DomainException(
                        ErrorKind.REFUSED, "account_has_descendants", "accounts lie below this account");
            }
            rows.remove(account.id());
            gone.put(account.id(), account);
            goneAt.put(account.id(), change.at());
            account.parent().ifPresent(parent -> count(parent, -1));
        }
        committed.accept(change);
    }

    @Override
    public synchronized List<DeletedAccount> deleted(Instant since, int sizeMax) {
        return gone.values().stream()
                .map(row -> new DeletedAccount(
                        row.id(), row.name(), row.realm(), row.parent().orElseThrow(), goneAt.get(row.id())))
                .filter(row -> !row.deleted().isBefore(since))
                .sorted(Comparator.comparing(DeletedAccount::deleted).reversed().thenComparing(DeletedAccount::id))
                .limit(sizeMax)
                .toList();
    }

    @Override
    public Optional<DeletedAccount> deleted(Instant since, AccountId id) {
        return deleted(since, Integer.MAX_VALUE).stream()
                .filter(row -> row.id().equals(id))
                .findFirst();
    }

    @Override
    public Account restore(AccountId id, Instant since, Change change) {
        Account restored;
        synchronized (this) {
            Account old = gone.get(id);
            if (old == null || goneAt.get(id).isBefore(since)) {
                throw new NotFoundException(id.value());
            }
            Account parent = find(old.parent().orElseThrow()).orElseThrow(() -> new ConflictException(PARENT));
            if (parent.path().size() >= AccountTree.DEPTH_MAX) {
                throw Moves.tooDeep(parent);
            }
            refuseTaken(old);
            restored = old.withPath(parent.pathBelow(), change.at()).withCounters(0, old.revision() + 2);
            gone.remove(id);
            rows.put(id, restored);
            count(parent.id(), 1);
        }
        committed.accept(change);
        return restored;
    }

    @Override
    public int forget(Instant before, int sizeMax, Function<AccountId, Change> recorded) {
        List<AccountId> forgotten;
        synchronized (this) {
            forgotten = gone.keySet().stream()
                    .filter(id -> goneAt.get(id).isBefore(before))
                    .limit(sizeMax)
                    .toList();
            forgotten.forEach(gone::remove);
        }
        forgotten.stream().map(recorded).forEach(committed);
        return forgotten.size();
    }

    private Account current(Account account) {
        Account old = present(account.id());
        if (old.revision() != account.revision()) {
            throw new ConflictException(REVISION);
        }
        return old;
    }

    private Account present(AccountId id) {
        return find(id).orElseThrow(() -> new NotFoundException(id.value()));
    }

    private void refuseTaken(Account account) {
        for (Account other : rows.values()) {
            if (!other.id().equals(account.id()) && other.nameKey().equals(account.nameKey())) {
                throw new ConflictException(NAME);
            }
            if (!other.id().equals(account.id()) && other.realmKey().equals(account.realmKey())) {
                throw new ConflictException(REALM);
            }
        }
    }

    private void count(AccountId parent, int more) {
        rows.computeIfPresent(parent, (id, row) -> row.withCounters(row.childrenCount() + more, row.revision()));
    }

    private synchronized Optional<Account> one(Predicate<Account> wanted) {
        return rows.values().stream().filter(wanted).findFirst();
    }

    private synchronized Page<Account> page(Predicate<Account> wanted, SearchBy by, PageRequest page) {
        Comparator<Account> byKey =
                Comparator.comparing((Account row) -> by.key(row)).thenComparing(Account::id);
        Comparator<Account> order = page.ascending() ? byKey : byKey.reversed();
        Optional<ListKey> start = ListKey.start(page);
        Stream<Account> from = rows.values().stream()
                .filter(wanted)
                .filter(row -> start.isEmpty() || compare(ListKey.of(row, by), start.get(), page.ascending()) >= 0)
                .sorted(order)
                .limit(page.size() + 1L);
        List<Account> found = new ArrayList<>(from.toList());
        if (found.size() <= page.size()) {
            return Page.last(found);
        }
        Account next = found.remove(page.size());
        return new Page<>(found, Optional.of(ListKey.of(next, by).text()));
    }

    private static int compare(ListKey row, ListKey start, boolean ascending) {
        int byKey = row.key().compareTo(start.key());
        int result = byKey != 0 ? byKey : row.id().compareTo(start.id());
        return ascending ? result : -result;
    }

    private static Predicate<Account> isBelow(Account ancestor) {
        return row -> row.path().contains(ancestor.id());
    }
}
