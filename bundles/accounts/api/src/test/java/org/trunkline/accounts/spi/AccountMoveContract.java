package org.trunkline.accounts.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.trunkline.accounts.Account;
import org.trunkline.accounts.SearchBy;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.AccountTree;
import org.trunkline.kernel.Change;
import org.trunkline.kernel.ConflictException;
import org.trunkline.kernel.ForbiddenException;
import org.trunkline.kernel.InvalidException;
import org.trunkline.kernel.NotFoundException;
import org.trunkline.kernel.PageRequest;

/** What every store promises of accounts that get another parent. */
public interface AccountMoveContract extends AccountSearchContract {
    int RACES = 20;

    @Test
    default void movesAnAccountWithAllBelowIt() {
        Account root = insertRoot();
        Account left = inserted(account(root, "left"));
        Account right = inserted(account(root, "right"));
        Account moved = inserted(account(left, "moved"));
        Account kid = inserted(account(moved, "kid"));
        Account grandkid = inserted(account(kid, "grandkid"));
        Account stays = inserted(account(left, "stays"));

        Account result = store().move(moved, right.id(), change(moved));

        assertThat(store().find(moved.id())).contains(result);
        assertThat(result.parent()).contains(right.id());
        assertThat(result.path()).containsExactly(root.id(), right.id());
        assertThat(result.revision()).isEqualTo(2);
        assertThat(result.childrenCount()).isEqualTo(1);
        assertThat(stored(kid).path()).containsExactly(root.id(), right.id(), moved.id());
        assertThat(stored(kid).parent()).contains(moved.id());
        assertThat(stored(kid).revision()).isEqualTo(1);
        assertThat(stored(grandkid).path()).containsExactly(root.id(), right.id(), moved.id(), kid.id());
        assertThat(stored(stays)).isEqualTo(stays);
        assertThat(stored(left).childrenCount()).isEqualTo(1);
        assertThat(stored(right).childrenCount()).isEqualTo(1);
        assertIsOneTree();
    }

    @Test
    default void listsAndFindsTheMovedAtTheirNewPlaceOnly() {
        Account root = insertRoot();
        Account left = inserted(account(root, "left"));
        Account right = inserted(account(root, "right"));
        Account moved = inserted(account(left, "moved"));
        Account kid = inserted(account(moved, "kid"));

        store().move(moved, right.id(), change(moved));

        assertThat(names(store().descendants(left, PageRequest.all()))).isEmpty();
        assertThat(names(store().children(left.id(), PageRequest.all()))).isEmpty();
        assertThat(names(store().descendants(right, PageRequest.all()))).containsExactly("moved", "kid");
        assertThat(names(store().descendants(root, PageRequest.all())))
                .containsExactly("right", "moved", "left", "kid");
        assertThat(names(store().search(right, SearchBy.REALM, SearchBy.REALM.key(kid), PageRequest.all())))
                .containsExactly("kid");
        assertThat(names(store().search(left, SearchBy.NAME, "kid", PageRequest.all())))
                .isEmpty();

        Account below = inserted(account(stored(kid), "below"));
        assertThat(names(store().descendants(right, PageRequest.all()))).contains("below");
        store().delete(below, change(below));
        assertIsOneTree();
    }

    @Test
    default void movesUpAndDownItsOwnBranch() {
        Account root = insertRoot();
        Account top = inserted(account(root, "top"));
        Account middle = inserted(account(top, "middle"));
        Account low = inserted(account(middle, "low"));
        Account leaf = inserted(account(low, "leaf"));

        Account up = store().move(low, top.id(), change(low));
        assertThat(stored(leaf).path()).containsExactly(root.id(), top.id(), low.id());
        assertIsOneTree();

        Account down = store().move(up, middle.id(), change(up));
        assertThat(stored(leaf)).isEqualTo(leaf);
        store().move(down, middle.id(), change(down));
        assertThat(stored(leaf)).isEqualTo(leaf);
        assertIsOneTree();
    }

    @Test
    default void refusesToMoveAnAccountBelowItself() {
        Account root = insertRoot();
        Account top = inserted(account(root, "top"));
        Account low = inserted(account(inserted(account(top, "middle")), "low"));

        assertThatThrownBy(() -> store().move(top, top.id(), change(top))).isInstanceOf(ForbiddenException.class);
        assertThatThrownBy(() -> store().move(top, low.id(), change(top))).isInstanceOf(ForbiddenException.class);
        assertThat(stored(top)).isEqualTo(top.withCounters(1, 1));
        assertIsOneTree();
    }

    @Test
    default void refusesToMoveToNobodyAndWhatHasChanged() {
        Account root = insertRoot();
        Account one = inserted(account(root, "one"));
        Account two = inserted(account(root, "two"));
        Account gone = inserted(account(root, "gone"));
        store().delete(gone, change(gone));

        assertThatThrownBy(() -> store().move(one, gone.id(), change(one))).isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> store().move(one, AccountId.random(), change(one)))
                .isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> store().move(gone, one.id(), change(gone))).isInstanceOf(NotFoundException.class);
        store().update(one, List.of(change(one)));
        assertThatThrownBy(() -> store().move(one, two.id(), change(one)))
                .satisfies(AccountStoreContract.collidesOn(AccountStore.REVISION));
        assertThat(stored(one).path()).containsExactly(root.id());
        assertIsOneTree();
    }

    @Test
    default void refusesToMoveAnythingTooDeep() {
        Account root = insertRoot();
        Account deep = root;
        for (int level = 1; level <= AccountTree.DEPTH_MAX - 2; level++) {
            deep = inserted(account(deep, "level " + level));
        }
        Account to = deep;
        Account moved = inserted(account(root, "moved"));
        Account kid = inserted(account(moved, "kid"));
        Account fits = store().move(moved, to.id(), change(moved));
        assertThat(stored(kid).path()).hasSize(AccountTree.DEPTH_MAX);
        Account back = store().move(fits, root.id(), change(fits));
        Account grandkid = inserted(account(stored(kid), "grandkid"));

        assertThatThrownBy(() -> store().move(back, to.id(), change(back)))
                .isInstanceOfSatisfying(
                        InvalidException.class,
                        e -> assertThat(e.errors().get(0).rule()).isEqualTo("depth"));
        assertThat(stored(back)).isEqualTo(back.withCounters(1, 3));
        assertThat(stored(grandkid)).isEqualTo(grandkid);
        assertIsOneTree();
    }

    @Test
    default void refusesANewAccountWhoseParentHasMoved() {
        Account root = insertRoot();
        Account left = inserted(account(root, "left"));
        Account right = inserted(account(root, "right"));
        Account kid = account(left, "kid");
        store().move(left, right.id(), change(left));

        assertThatThrownBy(() -> inserted(kid)).satisfies(AccountStoreContract.collidesOn(AccountStore.PARENT));
        assertThat(store().find(kid.id())).isEmpty();
        assertIsOneTree();
    }

    @Test
    default void aMoveTakesAlongWhatIsCreatedBelowMeanwhile() throws InterruptedException {
        Account root = insertRoot();
        Account right = inserted(account(root, "right"));
        Account moved = inserted(account(root, "moved"));
        Account kid = inserted(account(moved, "kid"));
        for (int i = 0; i < RACES; i++) {
            AtomicInteger number = new AtomicInteger();
            String round = "round " + i + " ";
            AccountStoreContract.race(
                    4,
                    () -> {
                        int runner = number.getAndIncrement();
                        if (runner > 0) {
                            return inserted(account(stored(kid), round + runner));
                        }
                        Account now = stored(moved);
                        AccountId to = now.parent().equals(Optional.of(root.id())) ? right.id() : root.id();
                        return store().move(now, to, change(now));
                    },
                    lost -> assertThat(lost).satisfies(AccountStoreContract.collidesOn(AccountStore.PARENT)));
            assertIsOneTree();
        }
        assertThat(stored(moved).revision()).isEqualTo(RACES + 1L);
    }

    @Test
    default void movesAgainstEachOtherNeverMakeACircle() throws InterruptedException {
        Account root = insertRoot();
        List<Account> pool = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            pool.add(inserted(account(root, "account " + i)));
        }
        for (int i = 0; i < RACES; i++) {
            AtomicInteger number = new AtomicInteger();
            int won = AccountStoreContract.race(
                    4,
                    () -> {
                        int runner = number.getAndIncrement();
                        Account now = stored(pool.get(runner));
                        return store().move(now, pool.get((runner + 1) % 4).id(), change(now));
                    },
                    lost -> assertThat(lost).isInstanceOfAny(ForbiddenException.class, ConflictException.class));
            assertThat(won).isLessThan(4);
            assertIsOneTree();
            pool.forEach(each -> store().move(stored(each), root.id(), change(each)));
        }
        assertIsOneTree();
    }

    @Test
    default void aParentIsNotDeletedWhileAnAccountMovesBelowIt() throws InterruptedException {
        Account root = insertRoot();
        Account moved = inserted(account(root, "moved"));
        for (int i = 0; i < RACES; i++) {
            Account parent = inserted(account(root, "parent " + i));
            AtomicInteger number = new AtomicInteger();
            AccountStoreContract.race(
                    2,
                    () -> {
                        if (number.getAndIncrement() == 0) {
                            Account now = stored(moved);
                            return store().move(now, parent.id(), change(now));
                        }
                        store().delete(stored(parent), change(parent));
                        return parent;
                    },
                    lost -> assertThat(lost).isInstanceOf(org.trunkline.kernel.DomainException.class));
            assertIsOneTree();
        }
    }

    default Account stored(Account account) {
        return store().find(account.id()).orElseThrow();
    }

    /** Each path is that of the parent and the parent, each count is right, and root has everybody below it. */
    default void assertIsOneTree() {
        List<Account> all = store().after(Optional.empty(), 1_000);
        for (Account each : all) {
            each.parent().ifPresent(parent -> assertThat(each.path())
                    .as(each.name())
                    .isEqualTo(store().find(parent).orElseThrow().pathBelow()));
            assertThat(all.stream().filter(other -> other.parent().equals(Optional.of(each.id()))))
                    .as("children of " + each.name())
                    .hasSize(each.childrenCount());
            assertThat(store().descendants(each, PageRequest.all()).rows().stream()
                            .map(Account::id))
                    .as("below " + each.name())
                    .containsExactlyInAnyOrderElementsOf(all.stream()
                            .filter(other -> other.path().contains(each.id()))
                            .map(Account::id)
                            .toList());
        }
    }

    private static Change change(Account account) {
        return AccountStoreContract.change(account);
    }

    private static Account account(Account parent, String name) {
        return AccountStoreContract.account(parent, name);
    }

    private static List<String> names(org.trunkline.kernel.Page<Account> page) {
        return AccountStoreContract.names(page);
    }
}
