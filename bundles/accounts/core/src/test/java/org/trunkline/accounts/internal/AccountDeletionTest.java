package org.trunkline.accounts.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.trunkline.accounts.Account;
import org.trunkline.accounts.DeletedAccount;
import org.trunkline.json.Json;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.Caller;
import org.trunkline.kernel.ConflictException;
import org.trunkline.kernel.DomainException;
import org.trunkline.kernel.ErrorKind;
import org.trunkline.kernel.ForbiddenException;
import org.trunkline.kernel.InvalidException;
import org.trunkline.kernel.NotFoundException;

/** Accounts go, and may come back: root → reseller → customer → site. */
class AccountDeletionTest {
    private final AccountWorld world = new AccountWorld();
    private final AccountManager accounts = world.accounts;
    private final AccountId reseller = world.addReseller(world.root, "reseller").id();
    private final AccountId customer = world.add(reseller, "customer").id();
    private final AccountId site = world.add(customer, "site").id();
    private final Caller resellerAdmin = AccountWorld.admin(reseller);

    @Test
    void anAccountInUseStaysAsItIs() {
        world.inUse.add(site);

        assertThatThrownBy(() -> accounts.delete(resellerAdmin, site))
                .isInstanceOfSatisfying(DomainException.class, e -> {
                    assertThat(e.kind()).isEqualTo(ErrorKind.REFUSED);
                    assertThat(e.code()).isEqualTo("account_has_live_calls");
                });
        assertThat(world.tree.find(site)).isPresent();

        world.inUse.clear();
        accounts.delete(resellerAdmin, site);
        assertThat(world.tree.find(site)).isEmpty();
    }

    @Test
    void thatAccountsLieBelowIsSaidFirst() {
        world.inUse.add(customer);

        assertThatThrownBy(() -> accounts.delete(resellerAdmin, customer))
                .isInstanceOfSatisfying(
                        DomainException.class, e -> assertThat(e.code()).isEqualTo("account_has_descendants"));
    }

    @Test
    void rootBringsAnAccountBackAsItWas() {
        world.set(site, "{\"org\":\"mine\",\"custom_notes\":\"pays late\"}");
        Account before = accounts.get(world.rootAdmin, site);
        accounts.delete(resellerAdmin, site);
        assertThat(accounts.deleted(world.rootAdmin))
                .singleElement()
                .isEqualTo(new DeletedAccount(
                        site,
                        "site",
                        before.realm(),
                        customer,
                        world.clock.instant().truncatedTo(ChronoUnit.MICROS)));

        Account back = accounts.restore(world.rootAdmin, site);

        assertThat(back.document()).isEqualTo(before.document());
        assertThat(back.realm()).isEqualTo(before.realm());
        assertThat(world.tree.contains(reseller, site)).isTrue();
        assertThat(world.tree.descendantsCount(reseller)).isEqualTo(2);
        assertThat(accounts.deleted(world.rootAdmin)).isEmpty();
    }

    @Test
    void onlyRootBringsAccountsBack() {
        accounts.delete(resellerAdmin, site);

        assertThatThrownBy(() -> accounts.restore(resellerAdmin, site))
                .isInstanceOfSatisfying(
                        NotFoundException.class, e -> assertThat(e.causeValue()).isEqualTo(site.value()));
        assertThatThrownBy(() -> accounts.deleted(resellerAdmin)).isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> accounts.restore(AccountWorld.plainUser(world.root), site))
                .isInstanceOf(ForbiddenException.class);
        assertThatThrownBy(() -> accounts.restore(world.rootAdmin, customer)).isInstanceOf(NotFoundException.class);
    }

    @Test
    void nameAndRealmAreFreeAtOnceAndThenRefuseTheOldOne() {
        Account old = accounts.get(world.rootAdmin, site);
        accounts.delete(resellerAdmin, site);
        Account young = accounts.create(
                resellerAdmin, reseller, AccountWorld.named("Site").put("realm", old.realm()));

        assertThatThrownBy(() -> accounts.restore(world.rootAdmin, site))
                .isInstanceOfSatisfying(InvalidException.class, e -> assertThat(e.errors())
                        .extracting(error -> error.field() + " " + error.rule())
                        .containsExactly("name unique", "realm unique"));

        accounts.delete(resellerAdmin, young.id());
        assertThat(accounts.restore(world.rootAdmin, site).name()).isEqualTo("site");
    }

    @Test
    void aParentThatIsGoneComesBackFirst() {
        accounts.delete(resellerAdmin, site);
        accounts.delete(resellerAdmin, customer);

        assertThatThrownBy(() -> accounts.restore(world.rootAdmin, site))
                .isInstanceOfSatisfying(
                        ConflictException.class, e -> assertThat(e.causeValue()).isEqualTo("parent"));

        accounts.restore(world.rootAdmin, customer);
        assertThat(accounts.restore(world.rootAdmin, site).parent()).isEqualTo(Optional.of(customer));
    }

    @Test
    void afterThirtyDaysAnAccountIsForgotten() {
        Forgetting forgetting = new Forgetting(world.store, world.tree, world.clock);
        accounts.delete(resellerAdmin, site);

        world.clock.move(Duration.ofDays(30));
        assertThat(forgetting.forget()).isZero();
        assertThat(accounts.deleted(world.rootAdmin)).hasSize(1);

        world.clock.move(Duration.ofSeconds(1));
        assertThat(accounts.deleted(world.rootAdmin)).isEmpty();
        assertThatThrownBy(() -> accounts.restore(world.rootAdmin, site)).isInstanceOf(NotFoundException.class);
        assertThat(forgetting.forget()).isEqualTo(1);
        assertThat(forgetting.forget()).isZero();
        assertThat(world.feed.changes().get(world.feed.changes().size() - 1).action())
                .isEqualTo("forgotten");
        forgetting.close();
    }

    @Test
    void onlyAResellerAboveDisablesAndEnables() {
        accounts.merge(AccountWorld.admin(customer), site, Json.parseObject("{\"enabled\":false}"));
        accounts.merge(AccountWorld.admin(site), site, Json.parseObject("{\"enabled\":false}"));
        assertThat(world.tree.enabled(site)).isTrue();

        accounts.merge(resellerAdmin, site, Json.parseObject("{\"enabled\":false}"));
        assertThat(world.tree.enabled(site)).isFalse();
        accounts.merge(AccountWorld.admin(site), site, Json.parseObject("{\"enabled\":true}"));
        assertThat(world.tree.enabled(site)).isFalse();
    }
}
