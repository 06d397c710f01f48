package org.trunkline.accounts.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.AccountNode;
import org.trunkline.kernel.Caller;
import org.trunkline.kernel.Change;
import org.trunkline.kernel.ForbiddenException;
import org.trunkline.kernel.NotFoundException;
import org.trunkline.kernel.Permission;

/** root → reseller → customer → site, and beside the reseller another tenant. */
class TreeModelTest {
    private static final Set<Permission> FOR_USERS = Set.of(
            Permission.ACCOUNT_READ,
            Permission.USER_READ,
            Permission.SECURITY_READ,
            Permission.LIMITS_READ,
            Permission.LEDGER_READ,
            Permission.APP_READ,
            Permission.ROUTING_READ,
            Permission.NUMBER_READ,
            Permission.WHITELABEL_READ,
            Permission.RATE_QUOTE);

    private static final Set<Permission> FOR_OWN_ADMINS = Set.of(
            Permission.ACCOUNT_READ,
            Permission.ACCOUNT_WRITE,
            Permission.ACCOUNT_CREATE,
            Permission.USER_READ,
            Permission.SECURITY_READ,
            Permission.SECURITY_WRITE,
            Permission.AUDIT_READ,
            Permission.USER_WRITE,
            Permission.API_KEY,
            Permission.LIMITS_READ,
            Permission.LIMITS_WRITE_TRUNKS,
            Permission.LEDGER_READ,
            Permission.APP_READ,
            Permission.APP_WRITE,
            Permission.ROUTING_READ,
            Permission.ROUTING_WRITE,
            Permission.NUMBER_READ,
            Permission.NUMBER_WRITE,
            Permission.WEBHOOK_MANAGE,
            Permission.WHITELABEL_READ,
            Permission.WHITELABEL_WRITE,
            Permission.RATE_QUOTE,
            Permission.DECK_MANAGE,
            Permission.TASK_RUN,
            Permission.CALL_END);

    private final AccountWorld world = new AccountWorld();
    private final AccountId reseller = world.addReseller(world.root, "reseller").id();
    private final AccountId customer = world.add(reseller, "customer").id();
    private final AccountId site = world.add(customer, "site").id();
    private final AccountId other = world.add(world.root, "other").id();

    @Test
    void knowsTheWayToTheRoot() {
        assertThat(names(world.tree.chain(site))).containsExactly("site", "customer", "reseller", "root");
        assertThat(world.tree.chain(AccountId.random())).isEmpty();
        assertThat(world.tree.root().isRoot()).isTrue();
    }

    @Test
    void theWayToTheRootIsTheSameListUntilAnAccountOnItChanges() {
        List<AccountNode> before = world.tree.chain(site);

        world.add(customer, "another");
        world.set(other, "{\"name\":\"renamed\"}");
        assertThat(world.tree.chain(site)).isSameAs(before);

        world.set(reseller, "{\"enabled\":false}");
        assertThat(world.tree.chain(site)).isNotSameAs(before);
        assertThat(world.tree.chain(site).get(2).enabled()).isFalse();

        world.accounts.delete(world.rootAdmin, site);
        assertThat(world.tree.chain(site)).isEmpty();
    }

    @Test
    void knowsWhoLiesBelowWhom() {
        assertThat(world.tree.contains(reseller, site)).isTrue();
        assertThat(world.tree.contains(site, site)).isTrue();
        assertThat(world.tree.contains(site, customer)).isFalse();
        assertThat(world.tree.contains(reseller, other)).isFalse();
        assertThat(world.tree.contains(reseller, AccountId.random())).isFalse();
    }

    @Test
    void countsWhatLiesBelow() {
        assertThat(world.tree.descendantsCount(world.root)).isEqualTo(4);
        assertThat(world.tree.descendantsCount(customer)).isEqualTo(1);

        world.accounts.delete(world.rootAdmin, site);

        assertThat(world.tree.descendantsCount(world.root)).isEqualTo(3);
        assertThat(world.tree.descendantsCount(customer)).isZero();
    }

    @Test
    void sellsThroughTheNearestResellerAbove() {
        assertThat(world.tree.seller(site).orElseThrow().id()).isEqualTo(reseller);
        assertThat(world.tree.seller(reseller).orElseThrow().id()).isEqualTo(world.root);
        assertThat(world.tree.seller(world.root)).isEmpty();
    }

    @Test
    void isEnabledOnlyWithAllAbove() {
        assertThat(world.tree.enabled(site)).isTrue();

        world.set(reseller, "{\"enabled\":false}");

        assertThat(world.tree.enabled(site)).isFalse();
        assertThat(world.tree.find(site).orElseThrow().enabled()).isTrue();
        assertThat(world.tree.enabled(other)).isTrue();
        assertThat(world.tree.enabled(AccountId.random())).isFalse();
    }

    @Test
    void findsByRealmAndNameAndFollowsTheirChanges() {
        world.set(customer, "{\"realm\":\"New.Realm.test\",\"name\":\"My Co.\"}");

        assertThat(world.tree.findByRealm("new.realm.TEST").orElseThrow().id()).isEqualTo(customer);
        assertThat(world.tree.findByName("MyCo").orElseThrow().id()).isEqualTo(customer);
        assertThat(world.tree.findByName("customer")).isEmpty();
    }

    @Test
    void showsWhatACallDecisionNeeds() {
        world.set(
                customer,
                "{\"country\":\"FR\",\"call_restriction\":{\"toll_us\":{\"action\":\"deny\"},"
                        + "\"did_us\":{\"action\":\"inherit\"}},"
                        + "\"call_restriction_below\":{\"premium\":{\"action\":\"deny\"}}}");

        AccountNode node = world.tree.find(customer).orElseThrow();
        assertThat(node.restricted()).containsExactly("toll_us");
        assertThat(node.restrictedBelow()).containsExactly("premium");
        assertThat(node.country()).isEqualTo("FR");
        assertThat(node.currency()).isEqualTo("EUR");
        assertThat(node.timezone()).isEqualTo("Europe/Berlin");
        assertThat(world.tree.find(other).orElseThrow().country()).isEqualTo("DE");
    }

    @Test
    void loadsWhatIsStoredAndRepeatedOrLateChangesDoNoHarm() {
        Change created = world.feed.changes().get(1);
        TreeModel fresh = new TreeModel(world.store, world.rootAccount, world.feed, new AccountWorld.TreeConfig());
        world.accounts.delete(world.rootAdmin, site);
        world.feed.publish(created);
        world.feed.changes().forEach(world.feed::publish);

        assertThat(names(fresh.chain(customer))).containsExactly("customer", "reseller", "root");
        assertThat(fresh.find(site)).isEmpty();
        assertThat(fresh.findByName("site")).isEmpty();
        assertThat(fresh.descendantsCount(world.root)).isEqualTo(3);
    }

    @Test
    void listensNoMoreAfterItIsClosed() {
        assertThat(world.feed.listenersCount()).isEqualTo(1);

        world.tree.close();

        assertThat(world.feed.listenersCount()).isZero();
    }

    @Test
    void grantsRootAdministratorsEverythingButCalls() {
        assertThat(granted(world.rootAdmin, site)).isEqualTo(allBut(Permission.CALL_ADMIT));
        assertThat(granted(world.rootAdmin, world.root)).isEqualTo(allBut(Permission.CALL_ADMIT));
    }

    @Test
    void grantsResellersControlOfWhatLiesBelow() {
        assertThat(granted(AccountWorld.admin(reseller), site))
                .isEqualTo(allBut(
                        Permission.CALL_ADMIT,
                        Permission.ACCOUNT_PROMOTE,
                        Permission.ACCOUNT_RESTORE,
                        Permission.CARRIER_SYSTEM,
                        Permission.SWITCH_MANAGE));
    }

    @Test
    void grantsNoAccountControlOfItself() {
        assertThat(granted(AccountWorld.admin(customer), customer)).isEqualTo(FOR_OWN_ADMINS);
        assertThat(granted(AccountWorld.admin(reseller), reseller)).isEqualTo(FOR_OWN_ADMINS);
    }

    @Test
    void grantsParentsThatAreNoResellersDeletionButNoControl() {
        Set<Permission> expected = new java.util.HashSet<>(FOR_OWN_ADMINS);
        expected.add(Permission.ACCOUNT_DELETE);
        expected.add(Permission.APP_RESTRICT);

        assertThat(granted(AccountWorld.admin(customer), site)).isEqualTo(expected);
    }

    @Test
    void grantsPlainUsersReadingOnly() {
        assertThat(granted(AccountWorld.plainUser(customer), site)).isEqualTo(FOR_USERS);
        assertThat(granted(AccountWorld.plainUser(world.root), site)).isEqualTo(FOR_USERS);
    }

    @Test
    void grantsSwitchesCallsAndNothingElse() {
        Caller caller = Caller.ofSwitch(reseller, "sw1");

        assertThat(granted(caller, site)).containsExactly(Permission.CALL_ADMIT);
        assertThat(granted(caller, other)).isEmpty();
    }

    @Test
    void grantsTheSystemEverything() {
        assertThat(granted(Caller.system(world.root, "console"), site)).isEqualTo(allBut());
    }

    @Test
    void hidesWhatLiesOutside() {
        Caller caller = AccountWorld.admin(customer);

        for (AccountId hidden : List.of(world.root, reseller, other, AccountId.random())) {
            assertThat(granted(caller, hidden)).isEmpty();
            assertThatThrownBy(() -> world.tree.require(caller, hidden, Permission.ACCOUNT_READ))
                    .isInstanceOfSatisfying(NotFoundException.class, e -> assertThat(e.causeValue())
                            .isEqualTo(hidden.value()));
        }
        assertThatThrownBy(() -> world.tree.require(caller, customer, Permission.ACCOUNT_DELETE))
                .isInstanceOf(ForbiddenException.class);
        assertThat(world.tree.require(caller, site, Permission.ACCOUNT_DELETE).name())
                .isEqualTo("site");
    }

    private Set<Permission> granted(Caller caller, AccountId account) {
        return Arrays.stream(Permission.values())
                .filter(permission -> world.tree.allows(caller, account, permission))
                .collect(Collectors.toSet());
    }

    private static Set<Permission> allBut(Permission... missing) {
        return Arrays.stream(Permission.values())
                .filter(permission -> !List.of(missing).contains(permission))
                .collect(Collectors.toSet());
    }

    private static List<String> names(List<AccountNode> nodes) {
        return nodes.stream().map(AccountNode::name).toList();
    }
}
