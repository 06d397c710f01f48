package org.trunkline.accounts.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.trunkline.accounts.Account;
import org.trunkline.json.Json;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.Caller;
import org.trunkline.kernel.Change;
import org.trunkline.kernel.ConflictException;
import org.trunkline.kernel.DomainException;
import org.trunkline.kernel.NotFoundException;
import org.trunkline.kernel.Page;
import org.trunkline.kernel.PageRequest;

/** What every store of accounts promises. Each test has an empty store. */
public interface AccountStoreContract {
    Instant AT = Instant.parse("2026-01-02T03:04:05.000006Z");

    AccountStore store();

    @Test
    default void hasNoRootAtFirst() {
        assertThat(store().root()).isEmpty();
    }

    @Test
    default void returnsWhatWasInserted() {
        Account root = insertRoot();
        ObjectNode document = Json.parseObject("{\"zeta\":{\"price\":1.10},\"timezone\":\"Europe/Berlin\"}");
        Account account = inserted(account(root, "Ä Customer").withDocument(document));

        assertThat(store().find(account.id())).contains(account);
        assertThat(account.revision()).isEqualTo(1);
        assertThat(Json.write(account.document())).contains("1.10");
        assertThat(store().root()).contains(root.withCounters(1, 1));
    }

    @Test
    default void hasOneRootOnly() {
        insertRoot();

        assertThatThrownBy(() -> inserted(root("another")))
                .isInstanceOfSatisfying(
                        ConflictException.class, e -> assertThat(e.causeValue()).isEqualTo(AccountStore.ROOT));
    }

    @Test
    default void neverUsesAnIdTwice() {
        Account root = insertRoot();
        Account account = inserted(account(root, "one"));
        store().delete(account, change(account));

        assertThatThrownBy(() -> inserted(account)).satisfies(collidesOn(AccountStore.ID));
    }

    @Test
    default void addsManyAtOnceOrNone() {
        Account root = insertRoot();
        List<Account> two = List.of(account(root, "one"), account(root, "two"));
        List<Account> stored = store().insertAll(
                        two, two.stream().map(AccountStoreContract::change).toList());
        List<Account> collide = List.of(account(root, "three"), account(root, "ONE"));

        assertThatThrownBy(() -> store().insertAll(
                                collide,
                                collide.stream()
                                        .map(AccountStoreContract::change)
                                        .toList()))
                .satisfies(collidesOn(AccountStore.NAME));

        assertThat(stored)
                .extracting(Account::name, Account::revision)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("one", 1L), org.assertj.core.groups.Tuple.tuple("two", 1L));
        assertThat(store().find(two.get(1).id())).contains(stored.get(1));
        assertThat(store().find(collide.get(0).id())).isEmpty();
        assertThat(store().find(root.id()).orElseThrow().childrenCount()).isEqualTo(2);
        assertThat(store().descendants(root, PageRequest.first()).rows()).hasSize(2);
    }

    @Test
    default void findsByNameAndRealmKeys() {
        Account root = insertRoot();
        Account account = inserted(account(root, "My Co."));

        assertThat(store().findByName("myco")).contains(account);
        assertThat(store().findByRealm(account.realmKey())).contains(account);
        assertThat(store().findByName("other")).isEmpty();
    }

    @Test
    default void refusesATakenName() {
        Account root = insertRoot();
        inserted(account(root, "My Co."));
        Account other = inserted(account(root, "Other"));

        assertThatThrownBy(() -> inserted(account(root, "MY-CO"))).satisfies(collidesOn(AccountStore.NAME));
        assertThatThrownBy(() -> store().update(
                                other.with("myco", other.realm(), true, other.document(), AT), List.of(change(other))))
                .satisfies(collidesOn(AccountStore.NAME));
        assertThat(store().find(other.id())).contains(other);
    }

    @Test
    default void refusesATakenRealmInAnyCase() {
        Account root = insertRoot();
        Account first = inserted(account(root, "one"));
        Account second = account(root, "two");

        assertThatThrownBy(() -> inserted(
                        second.with("two", first.realm().toUpperCase(java.util.Locale.ROOT), true, Json.object(), AT)))
                .satisfies(collidesOn(AccountStore.REALM));
        assertThat(store().find(root.id()).orElseThrow().childrenCount()).isEqualTo(1);
    }

    @Test
    default void refusesAStaleRevision() {
        Account root = insertRoot();
        Account first = inserted(account(root, "one"));
        Account second =
                store().update(first.with("two", first.realm(), false, first.document(), AT), List.of(change(first)));

        assertThat(second.revision()).isEqualTo(2);
        assertThatThrownBy(() -> store().update(first, List.of(change(first))))
                .satisfies(collidesOn(AccountStore.REVISION));
        assertThatThrownBy(() -> store().delete(first, change(first))).satisfies(collidesOn(AccountStore.REVISION));
        assertThat(store().find(first.id())).contains(second);
    }

    @Test
    default void refusesAChildOfNobody() {
        Account root = insertRoot();
        Account gone = inserted(account(root, "gone"));
        store().delete(gone, change(gone));

        assertThatThrownBy(() -> inserted(account(gone, "orphan"))).isInstanceOf(NotFoundException.class);
        assertThat(store().findByName("orphan")).isEmpty();
    }

    @Test
    default void refusesToDeleteAnAccountWithChildren() {
        Account root = insertRoot();
        Account parent = inserted(account(root, "parent"));
        Account child = inserted(account(parent, "child"));

        assertThatThrownBy(() -> store().delete(parent, change(parent)))
                .isInstanceOfSatisfying(
                        DomainException.class, e -> assertThat(e.code()).isEqualTo("account_has_descendants"));

        store().delete(child, change(child));
        store().delete(parent, change(parent));
        assertThat(store().find(parent.id())).isEmpty();
        assertThat(store().find(root.id()).orElseThrow().childrenCount()).isZero();
        assertThat(store().after(Optional.empty(), 10)).hasSize(1);
    }

    @Test
    default void freesNameAndRealmOfTheDeleted() {
        Account root = insertRoot();
        Account old = inserted(account(root, "again"));
        store().delete(old, change(old));

        Account young = inserted(account(root, "again").with("again", old.realm(), true, Json.object(), AT));

        assertThat(store().findByName("again")).contains(young);
        assertThat(store().findByRealm(old.realmKey())).contains(young);
    }

    @Test
    default void keepsTheTenantsApart() {
        Account root = insertRoot();
        Account left = inserted(account(root, "left"));
        Account right = inserted(account(root, "right").withReseller(true, AT));
        Account leftChild = inserted(account(left, "left child"));
        Account leftGrandchild = inserted(account(leftChild, "left grandchild"));
        Account rightChild = inserted(account(right, "right child"));

        assertThat(names(store().children(left.id(), PageRequest.all()))).containsExactly("left child");
        assertThat(names(store().descendants(left, PageRequest.all())))
                .containsExactly("left grandchild", "left child");
        assertThat(names(store().descendants(right, PageRequest.all()))).containsExactly("right child");
        assertThat(store().hasResellerBelow(root)).isTrue();
        assertThat(store().hasResellerBelow(left)).isFalse();
        assertThat(store().hasResellerBelow(right)).isFalse();
        assertThat(leftGrandchild.path()).containsExactly(root.id(), left.id(), leftChild.id());
    }

    @Test
    default void pagesByKeyInBothDirections() {
        Account root = insertRoot();
        for (int i = 0; i < 7; i++) {
            inserted(account(root, "c" + i));
        }

        assertThat(walk(root, true, 3)).containsExactly("c0", "c1", "c2", "c3", "c4", "c5", "c6");
        assertThat(walk(root, false, 3)).containsExactly("c6", "c5", "c4", "c3", "c2", "c1", "c0");
        assertThat(names(store().children(root.id(), new PageRequest(Optional.of("c5"), 9, true))))
                .containsExactly("c5", "c6");
        assertThat(names(store().children(root.id(), new PageRequest(Optional.of("c1"), 9, false))))
                .containsExactly("c1", "c0");
    }

    @Test
    default void readsSnapshotsInSlices() {
        Account root = insertRoot();
        for (int i = 0; i < 4; i++) {
            inserted(account(root, "c" + i));
        }

        List<Account> first = store().after(Optional.empty(), 3);
        List<Account> rest = store().after(Optional.of(first.get(2).id()), 3);

        assertThat(first).hasSize(3);
        assertThat(rest).hasSize(2).doesNotContainAnyElementsOf(first);
    }

    @Test
    default void notesACreationOncePerKeyUntilItIsOver() {
        Account root = insertRoot();
        Account other = inserted(account(root, "other"));
        Account one = account(root, "one");
        Creation creation = creation(root, "key", one, AT);
        store().insert(one, creation, change(one));

        assertThat(store().findCreation(root.id(), "key")).contains(creation);
        assertThat(store().findCreation(other.id(), "key")).isEmpty();
        assertThat(store().findCreation(root.id(), "Key")).isEmpty();

        Account two = account(root, "two");
        Instant before = AT.plus(Creation.KEPT).minusMillis(1);
        assertThatThrownBy(() -> store().insert(two, creation(root, "key", two, before), change(two)))
                .satisfies(collidesOn(AccountStore.CREATION));
        assertThat(store().findByName("two")).isEmpty();
        assertThat(store().find(root.id()).orElseThrow().childrenCount()).isEqualTo(2);

        Creation later = creation(root, "key", two, AT.plus(Creation.KEPT));
        store().insert(two, later, change(two));
        assertThat(store().findCreation(root.id(), "key")).contains(later);
    }

    @Test
    default void letsOneOfManyUseAKey() throws InterruptedException {
        Account root = insertRoot();

        int won = race(
                8,
                () -> {
                    Account account = account(root, "account " + AccountId.random());
                    return store().insert(account, creation(root, "key", account, AT), change(account));
                },
                collision -> assertThat(collision).satisfies(collidesOn(AccountStore.CREATION)));

        assertThat(won).isEqualTo(1);
        assertThat(store().find(root.id()).orElseThrow().childrenCount()).isEqualTo(1);
    }

    @Test
    default void letsOneOfManyHaveAName() throws InterruptedException {
        Account root = insertRoot();

        int won = race(8, () -> inserted(account(root, "wanted")), collision -> assertThat(collision)
                .satisfies(collidesOn(AccountStore.NAME)));

        assertThat(won).isEqualTo(1);
        assertThat(store().find(root.id()).orElseThrow().childrenCount()).isEqualTo(1);
    }

    @Test
    default void letsOneOfManyChangeARevision() throws InterruptedException {
        Account root = insertRoot();
        Account account = inserted(account(root, "one"));

        int won = race(8, () -> store().update(account, List.of(change(account))), collision -> assertThat(collision)
                .satisfies(collidesOn(AccountStore.REVISION)));

        assertThat(won).isEqualTo(1);
        assertThat(store().find(account.id()).orElseThrow().revision()).isEqualTo(2);
    }

    static int race(int runners, Callable<Account> step, java.util.function.Consumer<Throwable> lost)
            throws InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(runners);
        CyclicBarrier start = new CyclicBarrier(runners);
        int won = 0;
        try {
            List<Future<Account>> results = new ArrayList<>();
            for (int i = 0; i < runners; i++) {
                results.add(threads.submit(() -> {
                    start.await();
                    return step.call();
                }));
            }
            for (Future<Account> result : results) {
                try {
                    result.get();
                    won++;
                } catch (ExecutionException e) {
                    lost.accept(e.getCause());
                }
            }
        } finally {
            threads.shutdownNow();
        }
        return won;
    }

    private List<String> walk(Account parent, boolean ascending, int size) {
        List<String> seen = new ArrayList<>();
        Optional<String> start = Optional.empty();
        do {
            Page<Account> page = store().children(parent.id(), new PageRequest(start, size, ascending));
            assertThat(page.rows()).hasSizeBetween(1, size);
            seen.addAll(names(page));
            start = page.nextStartKey();
        } while (start.isPresent());
        return seen;
    }

    private static Creation creation(Account by, String key, Account made, Instant at) {
        return new Creation(by.id(), key, made.id(), "fingerprint", at);
    }

    default Account insertRoot() {
        return inserted(root("root"));
    }

    default Account inserted(Account account) {
        return store().insert(account, change(account));
    }

    static List<String> names(Page<Account> page) {
        return page.rows().stream().map(Account::name).toList();
    }

    static java.util.function.Consumer<Throwable> collidesOn(String what) {
        return failure -> {
            assertThat(failure).isInstanceOf(ConflictException.class);
            assertThat(((ConflictException) failure).causeValue()).isEqualTo(what);
        };
    }

    static Account root(String name) {
        AccountId id = AccountId.random();
        return new Account(id, Optional.empty(), List.of(), name, realm(id), true, true, 0, AT, AT, 0, Json.object());
    }

    static Account account(Account parent, String name) {
        AccountId id = AccountId.random();
        List<AccountId> path = new ArrayList<>(parent.path());
        path.add(parent.id());
        return new Account(
                id, Optional.of(parent.id()), path, name, realm(id), true, false, 0, AT, AT, 0, Json.object());
    }

    static Change change(Account account) {
        Caller caller = Caller.system(account.id(), "test");
        return new Change("accounts", account.id().value(), account.id(), "changed", caller, AT, "{}");
    }

    private static String realm(AccountId id) {
        return id.value().substring(0, 6) + ".example.com";
    }
}
