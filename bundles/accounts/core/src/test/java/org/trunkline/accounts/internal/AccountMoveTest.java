package org.trunkline.accounts.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.trunkline.accounts.Account;
import org.trunkline.accounts.spi.InMemoryAccountStore;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.AccountNode;
import org.trunkline.kernel.Caller;
import org.trunkline.kernel.Change;
import org.trunkline.kernel.DomainException;
import org.trunkline.kernel.ForbiddenException;
import org.trunkline.kernel.NotFoundException;
import org.trunkline.kernel.PageRequest;

/** root → reseller → {left → customer → site, right}, all resellers but customer and site; beside the reseller another tenant. */
class AccountMoveTest {
    private final AccountWorld world = new AccountWorld();
    private final AccountManager accounts = world.accounts;
    private final AccountId reseller = world.addReseller(world.root, "reseller").id();
    private final AccountId other = world.addReseller(world.root, "other").id();
    private final AccountId left = world.addReseller(reseller, "left").id();
    private final AccountId right = world.addReseller(reseller, "right").id();
    private final AccountId customer = world.add(left, "customer").id();
    private final AccountId site = world.add(customer, "site").id();
    private final Caller resellerAdmin = AccountWorld.admin(reseller);

    @Test
    void aMoveIsSeenInTheTreeAtOnceWithSellerAndCounts() {
        Account moved = accounts.move(resellerAdmin, customer, right);

        assertThat(moved.parent()).contains(right);
        assertThat(moved.path()).containsExactly(world.root, reseller, right);
        assertThat(ids(world.tree.chain(site))).containsExactly(site, customer, right, reseller, world.root);
        assertThat(world.tree.seller(site).orElseThrow().id()).isEqualTo(right);
        assertThat(world.tree.contains(left, site)).isFalse();
        assertThat(world.tree.descendantsCount(left)).isZero();
        assertThat(world.tree.descendantsCount(right)).isEqualTo(2);
        assertThat(world.tree.descendantsCount(reseller)).isEqualTo(4);
        assertThat(world.feed.changes().get(world.feed.changes().size() - 1))
                .satisfies(change -> assertThat(change.action()).isEqualTo("moved"))
                .satisfies(change -> assertThat(change.detail()).contains(left.value(), right.value()));
    }

    @Test
    void whatLiesBelowAMovedAccountIsCountedWhereItIs() {
        accounts.move(resellerAdmin, customer, right);
        accounts.delete(resellerAdmin, site);
        assertThat(world.tree.descendantsCount(right)).isEqualTo(1);
        assertThat(world.tree.descendantsCount(left)).isZero();

        world.add(customer, "new");
        assertThat(world.tree.descendantsCount(right)).isEqualTo(2);
    }

    @Test
    void anAccountThatMovesFollowsTheFlagsOfItsNewAncestors() {
        world.set(right, "{\"enabled\":false}");
        accounts.move(resellerAdmin, customer, right);
        assertThat(world.tree.enabled(site)).isFalse();

        accounts.move(world.rootAdmin, customer, world.root);
        assertThat(world.tree.enabled(site)).isTrue();
        assertThat(world.tree.seller(site).orElseThrow().id()).isEqualTo(world.root);
    }

    @Test
    void aMoveToTheOwnParentChangesNothing() {
        int changes = world.feed.changes().size();

        assertThat(accounts.move(resellerAdmin, customer, left).revision()).isEqualTo(1);
        assertThat(world.feed.changes()).hasSize(changes);
    }

    @Test
    void whoMovesAnAccountIsAResellerAboveItAndReachesTheNewParent() {
        assertNotFound(() -> accounts.move(resellerAdmin, customer, other));
        assertNotFound(() -> accounts.move(resellerAdmin, other, reseller));
        assertNotFound(() -> accounts.move(AccountWorld.admin(left), customer, right));
        assertNotFound(() -> accounts.move(resellerAdmin, customer, AccountId.random()));
        assertForbidden(() -> accounts.move(AccountWorld.admin(left), left, left));
        assertForbidden(() -> accounts.move(AccountWorld.admin(customer), site, customer));
        assertForbidden(() -> accounts.move(AccountWorld.plainUser(reseller), customer, right));
        assertForbidden(() -> accounts.move(world.rootAdmin, world.root, reseller));
        assertThat(accounts.move(world.rootAdmin, customer, other).path()).containsExactly(world.root, other);
        assertNotFound(() -> accounts.get(resellerAdmin, customer));
    }

    @Test
    void nothingLiesBelowItself() {
        assertForbidden(() -> accounts.move(world.rootAdmin, left, site));
        assertForbidden(() -> accounts.move(world.rootAdmin, left, left));
        assertThat(ids(world.tree.chain(site))).containsExactly(site, customer, left, reseller, world.root);
    }

    @Test
    void anAccountThatWasMovedOutOfReachWhileRightsWereLookedAtIsNotTakenBack() {
        // the tree in memory still shows the account below the reseller
        TreeModel late = new TreeModel(world.store, world.rootAccount, new TestFeed(), new AccountWorld.TreeConfig());
        AccountManager lateAccounts = world.managerWith(late);
        accounts.move(world.rootAdmin, customer, other);

        assertThat(late.contains(reseller, customer)).isTrue();
        assertNotFound(() -> lateAccounts.move(resellerAdmin, customer, right));
        assertNotFound(() -> lateAccounts.merge(resellerAdmin, customer, AccountWorld.named("mine")));
        assertNotFound(() -> lateAccounts.get(resellerAdmin, customer));
    }

    /** Whatever the order in which moves are seen: never a circle, and in the end what is stored. */
    @Test
    void movesThatAreSeenLateAndOutOfOrderMakeNoCircleAndEndRight() {
        for (int seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            List<Change> unseen = new ArrayList<>();
            InMemoryAccountStore store = new InMemoryAccountStore(unseen::add);
            AccountWorld seen = new AccountWorld(store);
            List<AccountId> all = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                all.add(seen.insert(i == 0 || random.nextBoolean() ? seen.root : all.get(i - 1), "a" + i));
            }
            TreeModel model = new TreeModel(store, seen.rootAccount, seen.feed, new AccountWorld.TreeConfig());
            for (int step = 0; step < 40; step++) {
                if (random.nextInt(3) > 0) {
                    moveIfPossible(store, all.get(random.nextInt(6)), all.get(random.nextInt(6)));
                } else if (!unseen.isEmpty()) {
                    seen.feed.publish(unseen.remove(random.nextInt(unseen.size())));
                    all.forEach(id -> assertThat(model.chain(id)
                                    .get(model.chain(id).size() - 1)
                                    .isRoot())
                            .isTrue());
                }
            }
            unseen.forEach(seen.feed::publish);
            for (AccountId id : all) {
                Account stored = store.find(id).orElseThrow();
                assertThat(ids(model.chain(id)).subList(1, stored.path().size() + 1))
                        .as("seed " + seed)
                        .containsExactlyElementsOf(reversed(stored.path()));
                assertThat(model.descendantsCount(id))
                        .as("seed " + seed)
                        .isEqualTo(store.descendants(stored, PageRequest.all())
                                .rows()
                                .size());
            }
        }
    }

    @Test
    void ofManyMovesAtOnceAllEndInOneTree() throws Exception {
        List<AccountId> pool = List.of(left, right, customer, site, other);
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            for (int round = 0; round < 50; round++) {
                List<Future<Account>> results = new ArrayList<>();
                for (int i = 0; i < 4; i++) {
                    AccountId id = pool.get((round + i) % pool.size());
                    AccountId to = pool.get((round + i + 1 + round % 3) % pool.size());
                    results.add(threads.submit(() -> accounts.move(world.rootAdmin, id, to)));
                }
                for (Future<Account> each : results) {
                    try {
                        each.get();
                    } catch (ExecutionException e) {
                        assertThat(e.getCause()).isInstanceOf(ForbiddenException.class);
                    }
                }
                for (AccountId id : pool) {
                    Account stored = world.store.find(id).orElseThrow();
                    assertThat(ids(world.tree.chain(id))
                                    .subList(1, stored.path().size() + 1))
                            .containsExactlyElementsOf(reversed(stored.path()));
                }
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void promotesAndDemotesAgainstEachOtherEndAsOneOfThemSaid() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            for (int round = 0; round < 50; round++) {
                List<Future<Account>> results = new ArrayList<>();
                for (int i = 0; i < 4; i++) {
                    boolean promote = i % 2 == 0;
                    results.add(threads.submit(() -> promote
                            ? accounts.promote(world.rootAdmin, site)
                            : accounts.demote(world.rootAdmin, site)));
                }
                for (Future<Account> each : results) {
                    each.get();
                }
                assertThat(world.tree.find(site).orElseThrow().reseller())
                        .isEqualTo(world.store.find(site).orElseThrow().reseller());
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void aPromotionThatIsRepeatedIsAnsweredAsTheFirstWas() {
        assertThat(accounts.promote(world.rootAdmin, reseller).reseller()).isTrue();
        accounts.demote(world.rootAdmin, left);
        assertThat(accounts.demote(world.rootAdmin, left).reseller()).isFalse();
        assertThatThrownBy(() -> accounts.demote(world.rootAdmin, reseller))
                .isInstanceOfSatisfying(
                        DomainException.class, e -> assertThat(e.code()).isEqualTo("account_has_descendants"));
    }

    private static void moveIfPossible(InMemoryAccountStore store, AccountId id, AccountId to) {
        Account account = store.find(id).orElseThrow();
        try {
            store.move(account, to, AccountWorld.moved(account));
        } catch (ForbiddenException e) {
            assertThat(id.equals(to) || isBelow(store, to, id)).isTrue();
        }
    }

    private static boolean isBelow(InMemoryAccountStore store, AccountId account, AccountId ancestor) {
        return store.find(account).orElseThrow().path().contains(ancestor);
    }

    private static List<AccountId> reversed(List<AccountId> path) {
        List<AccountId> upwards = new ArrayList<>(path);
        Collections.reverse(upwards);
        return upwards;
    }

    private static List<AccountId> ids(List<AccountNode> nodes) {
        return nodes.stream().map(AccountNode::id).toList();
    }

    private static void assertForbidden(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOf(ForbiddenException.class);
    }

    private static void assertNotFound(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOf(NotFoundException.class);
    }
}
