package org.trunkline.accounts.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.function.Consumer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.trunkline.accounts.Account;
import org.trunkline.accounts.SearchBy;
import org.trunkline.json.Json;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.AccountNode;
import org.trunkline.kernel.Caller;
import org.trunkline.kernel.DomainException;
import org.trunkline.kernel.ErrorKind;
import org.trunkline.kernel.ForbiddenException;
import org.trunkline.kernel.NotFoundException;
import org.trunkline.kernel.PageRequest;

/** Who may do what to whom: root → reseller → customer → site, and beside the reseller another tenant. */
class AccountRightsTest {
    private final AccountWorld world = new AccountWorld();
    private final AccountManager accounts = world.accounts;
    private final AccountId reseller = world.addReseller(world.root, "reseller").id();
    private final AccountId customer = world.add(reseller, "customer").id();
    private final AccountId site = world.add(customer, "site").id();
    private final AccountId other = world.add(world.root, "other").id();
    private final Caller resellerAdmin = AccountWorld.admin(reseller);
    private final Caller customerAdmin = AccountWorld.admin(customer);

    @Test
    void keepsControlledFieldsOfAnOwnAccountSilently() {
        world.set(customer, "{\"call_restriction\":{\"toll_us\":{\"action\":\"deny\"}},\"flags\":[\"vip\"]}");

        Account changed = accounts.replace(
                customerAdmin,
                customer,
                Json.parseObject("{\"name\":\"customer\",\"enabled\":false,\"call_restriction\":{},"
                        + "\"announcement\":\"hi\",\"org\":\"mine\"}"));

        assertThat(changed.enabled()).isTrue();
        assertThat(changed.document().at("/call_restriction/toll_us/action").asText())
                .isEqualTo("deny");
        assertThat(changed.document().has("flags")).isTrue();
        assertThat(changed.document().has("announcement")).isFalse();
        assertThat(changed.document().get("org").asText()).isEqualTo("mine");
    }

    @Test
    void letsResellersControlWhatLiesBelow() {
        Account changed = accounts.merge(resellerAdmin, site, Json.parseObject("{\"enabled\":false}"));

        assertThat(changed.enabled()).isFalse();
        assertThat(world.tree.enabled(site)).isFalse();
    }

    @Test
    void givesNoControlToParentsThatAreNoResellers() {
        assertThat(accounts.merge(customerAdmin, site, Json.parseObject("{\"enabled\":false}"))
                        .enabled())
                .isTrue();
        assertThat(accounts.create(
                                customerAdmin,
                                customer,
                                Json.parseObject("{\"name\":\"branch\",\"enabled\":false,\"flags\":[\"x\"]}"))
                        .wireDocument()
                        .has("flags"))
                .isFalse();
    }

    @Test
    void showsNotesAndContractsToAncestorsOnlyAndKeepsThem() {
        world.set(customer, "{\"custom_notes\":\"pays late\",\"contract\":{\"end_date\":1}}");

        Account own = accounts.replace(
                customerAdmin,
                customer,
                accounts.get(customerAdmin, customer).wireDocument().put("org", "mine"));

        assertThat(own.document().has("custom_notes")).isFalse();
        assertThat(own.document().has("contract")).isFalse();
        assertThat(accounts.get(resellerAdmin, customer)
                        .document()
                        .get("custom_notes")
                        .asText())
                .isEqualTo("pays late");
    }

    @Test
    void neverDeletesDisablesOrDemotesRoot() {
        assertForbidden(() -> accounts.delete(world.rootAdmin, world.root));
        assertForbidden(() -> accounts.demote(world.rootAdmin, world.root));
        assertThat(accounts.merge(world.rootAdmin, world.root, Json.parseObject("{\"enabled\":false}"))
                        .enabled())
                .isTrue();
    }

    @Test
    void promotesAndDemotes() {
        assertThat(accounts.promote(world.rootAdmin, other).reseller()).isTrue();
        assertThat(world.tree.find(other).orElseThrow().reseller()).isTrue();
        assertThat(accounts.promote(world.rootAdmin, other).revision()).isEqualTo(2);
        assertThat(accounts.demote(world.rootAdmin, other).reseller()).isFalse();

        assertForbidden(() -> accounts.promote(resellerAdmin, customer));
    }

    @Test
    void promotesNothingAboveAReseller() {
        accounts.promote(world.rootAdmin, customer);

        assertThatThrownBy(() -> accounts.demote(world.rootAdmin, reseller)).satisfies(isRefused());
        assertThat(world.tree.seller(site).orElseThrow().id()).isEqualTo(customer);
    }

    @Test
    void hidesOtherTenants() {
        for (AccountId hidden : List.of(world.root, reseller, other, AccountId.random())) {
            assertNotFound(() -> accounts.get(customerAdmin, hidden));
            assertNotFound(() -> accounts.create(customerAdmin, hidden, AccountWorld.named("spy")));
            assertNotFound(() -> accounts.replace(customerAdmin, hidden, AccountWorld.named("spy")));
            assertNotFound(() -> accounts.merge(customerAdmin, hidden, Json.object()));
            assertNotFound(() -> accounts.delete(customerAdmin, hidden));
            assertNotFound(() -> accounts.children(customerAdmin, hidden, PageRequest.first()));
            assertNotFound(() -> accounts.descendants(customerAdmin, hidden, PageRequest.first()));
            assertNotFound(() -> accounts.search(customerAdmin, hidden, SearchBy.NAME, "a", PageRequest.first()));
            assertNotFound(() -> accounts.siblings(customerAdmin, hidden, PageRequest.first()));
            assertNotFound(() -> accounts.tree(customerAdmin, hidden));
            assertNotFound(() -> accounts.parents(customerAdmin, hidden));
            assertNotFound(() -> accounts.promote(customerAdmin, hidden));
            assertNotFound(() -> accounts.demote(customerAdmin, hidden));
        }
    }

    @Test
    void letsPlainUsersRead() {
        Caller user = AccountWorld.plainUser(customer);

        assertThat(accounts.get(user, customer).name()).isEqualTo("customer");
        assertForbidden(() -> accounts.create(user, customer, AccountWorld.named("branch")));
        assertForbidden(() -> accounts.replace(user, customer, AccountWorld.named("mine")));
        assertForbidden(() -> accounts.merge(user, site, Json.object()));
        assertForbidden(() -> accounts.delete(user, site));
    }

    @Test
    void deletesNotEvenItself() {
        assertForbidden(() -> accounts.delete(customerAdmin, customer));
    }

    @Test
    void cutsTheWayAboveTheCallersAccount() {
        assertThat(nodeNames(accounts.tree(resellerAdmin, site))).containsExactly("reseller", "customer");
        assertThat(nodeNames(accounts.parents(resellerAdmin, site))).containsExactly("customer", "reseller");
        assertThat(nodeNames(accounts.tree(world.rootAdmin, site))).containsExactly("root", "reseller", "customer");
        assertThat(accounts.tree(resellerAdmin, reseller)).isEmpty();
    }

    private static List<String> nodeNames(List<AccountNode> nodes) {
        return nodes.stream().map(AccountNode::name).toList();
    }

    private static void assertNotFound(ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOf(NotFoundException.class);
    }

    private static void assertForbidden(ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOf(ForbiddenException.class);
    }

    private static Consumer<Throwable> isRefused() {
        return failure -> assertThat(failure).isInstanceOfSatisfying(DomainException.class, e -> {
            assertThat(e.kind()).isEqualTo(ErrorKind.REFUSED);
            assertThat(e.code()).isEqualTo("account_has_descendants");
        });
    }
}
