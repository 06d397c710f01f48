package org.trunkline.identity.spi;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.ObjIntConsumer;
import java.util.function.Predicate;
import org.trunkline.identity.LoginAttempt.DigestMethod;
import org.trunkline.identity.User;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.Change;
import org.trunkline.kernel.ConflictException;
import org.trunkline.kernel.NotFoundException;
import org.trunkline.kernel.Page;
import org.trunkline.kernel.PageRequest;
import org.trunkline.kernel.UserId;

/** Users in memory, for tests; hands each change on after it is stored. */
public final class InMemoryUserStore implements UserStore {
    private static final Comparator<UserListKey> ORDER =
            Comparator.comparing(UserListKey::name).thenComparing(UserListKey::id);

    private final Map<UserId, StoredUser> rows = new HashMap<>();
    private final Set<UserId> used = new HashSet<>();
    private final Consumer<Change> committed;

    public InMemoryUserStore() {
        this(change -> {});
    }

    public InMemoryUserStore(Consumer<Change> committed) {
        this.committed = committed;
    }

    @Override
    public synchronized Optional<StoredUser> find(UserId id) {
        return Optional.ofNullable(rows.get(id));
    }

    @Override
    public Optional<StoredUser> find(AccountId account, UserId id) {
        return find(id).filter(row -> row.user().account().equals(account));
    }

    @Override
    public Optional<StoredUser> findByUsername(AccountId account, String username) {
        return one(row ->
                row.user().account().equals(account) && row.user().username().equals(Optional.of(username)));
    }

    @Override
    public Optional<StoredUser> findByPassword(AccountId account, String parameters, DigestMethod method, String hash) {
        return one(row -> row.user().account().equals(account)
                && row.password()
                        .filter(password -> password.parameters().equals(parameters)
                                && password.of(method).equals(hash))
                        .isPresent());
    }

    @Override
    public synchronized List<String> passwordParameters(AccountId account, int countMax) {
        return rows.values().stream()
                .filter(row -> row.user().account().equals(account))
                .flatMap(row -> row.password().stream())
                .map(PasswordHash::parameters)
                .distinct()
                .sorted()
                .limit(countMax)
                .toList();
    }

    @Override
    public boolean hasUsers(AccountId account) {
        return one(row -> row.user().account().equals(account)).isPresent();
    }

    @Override
    public synchronized int countEnabled(AccountId account) {
        return (int) rows.values().stream()
                .map(StoredUser::user)
                .filter(user -> user.account().equals(account) && user.enabled())
                .count();
    }

    @Override
    public synchronized void forEachEnabledCount(ObjIntConsumer<AccountId> consumer) {
        rows.values().stream()
                .map(StoredUser::user)
                .filter(User::enabled)
                .map(User::account)
                .distinct()
                .forEach(account -> consumer.accept(account, countEnabled(account)));
    }

    @Override
    public synchronized Page<User> list(AccountId account, PageRequest page) {
        Comparator<UserListKey> order = page.ascending() ? ORDER : ORDER.reversed();
        Optional<UserListKey> start = UserListKey.start(page);
        List<User> found = new ArrayList<>(rows.values().stream()
                .map(StoredUser::user)
                .filter(user -> user.account().equals(account))
                .filter(user -> start.isEmpty() || order.compare(UserListKey.of(user), start.get()) >= 0)
                .sorted(Comparator.comparing(UserListKey::of, order))
                .limit(page.size() + 1L)
                .toList());
        if (found.size() <= page.size()) {
            return Page.last(found);
        }
        User next = found.remove(page.size());
        return new Page<>(found, Optional.of(UserListKey.of(next).text()));
    }

    @Override
    public StoredUser insert(StoredUser user, Change change) {
        return add(user, false, change);
    }

    @Override
    public void insertAll(List<StoredUser> users, List<Change> changes) {
        synchronized (this) {
            Map<UserId, StoredUser> rowsBefore = new HashMap<>(rows);
            Set<UserId> usedBefore = new HashSet<>(used);
            try {
                users.forEach(user -> put(user, false));
            } catch (ConflictException e) {
                rows.clear();
                rows.putAll(rowsBefore);
                used.clear();
                used.addAll(usedBefore);
                throw e;
            }
        }
        changes.forEach(committed);
    }

    @Override
    public StoredUser insertFirst(StoredUser user, Change change) {
        return add(user, true, change);
    }

    private StoredUser add(StoredUser user, boolean first, Change change) {
        StoredUser stored = put(user, first);
        committed.accept(change);
        return stored;
    }

    private synchronized StoredUser put(StoredUser user, boolean first) {
        if (first && hasUsers(user.user().account())) {
            throw new ConflictException(FIRST);
        }
        if (used.contains(user.user().id())) {
            throw new ConflictException(ID);
        }
        checkUsername(user);
        StoredUser stored = user.withRevision(1);
        used.add(user.user().id());
        rows.put(user.user().id(), stored);
        return stored;
    }

    @Override
    public StoredUser update(StoredUser user, Guard guard, Change change) {
        StoredUser stored = user.withRevision(user.user().revision() + 1);
        synchronized (this) {
            check(user, guard);
            checkUsername(user);
            rows.put(user.user().id(), stored);
        }
        committed.accept(change);
        return stored;
    }

    @Override
    public void delete(StoredUser user, Guard guard, Change change) {
        synchronized (this) {
            check(user, guard);
            rows.remove(user.user().id());
        }
        committed.accept(change);
    }

    private void check(StoredUser user, Guard guard) {
        StoredUser old = find(user.user().id())
                .orElseThrow(() -> new NotFoundException(user.user().id().value()));
        if (guard == Guard.ANOTHER_ADMINISTRATOR_REMAINS
                && one(row -> row.user().account().equals(old.user().account())
                                && row.user().isActiveAdministrator()
                                && !row.user().id().equals(old.user().id()))
                        .isEmpty()) {
            throw new ConflictException(LAST_ADMINISTRATOR);
        }
        if (old.user().revision() != user.user().revision()) {
            throw new ConflictException(REVISION);
        }
    }

    private void checkUsername(StoredUser user) {
        Optional<StoredUser> other = user.user()
                .username()
                .flatMap(name -> findByUsername(user.user().account(), name));
        if (other.isPresent() && !other.get().user().id().equals(user.user().id())) {
            throw new ConflictException(USERNAME);
        }
    }

    private synchronized Optional<StoredUser> one(Predicate<StoredUser> wanted) {
        return rows.values().stream().filter(wanted).findFirst();
    }
}
