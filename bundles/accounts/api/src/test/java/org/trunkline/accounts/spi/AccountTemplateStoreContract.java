package org.trunkline.accounts.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.trunkline.accounts.AccountTemplate;
import org.trunkline.json.Json;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.Caller;
import org.trunkline.kernel.Change;
import org.trunkline.kernel.ConflictException;
import org.trunkline.kernel.Ids;
import org.trunkline.kernel.NotFoundException;

/** What every {@link AccountTemplateStore} promises. */
public interface AccountTemplateStoreContract {
    AccountId SELLER = new AccountId("5".repeat(32));
    AccountId OTHER = new AccountId("6".repeat(32));
    Instant AT = Instant.parse("2026-01-02T03:04:05.000006Z");

    AccountTemplateStore store();

    private static AccountTemplate template(AccountId owner, String name) {
        return new AccountTemplate(
                Ids.random(), owner, name, AT, AT, 0, Json.parseObject("{\"limits\":{\"calls\":5,\"x\":1.50}}"));
    }

    private static Change change(AccountTemplate template) {
        Caller caller = Caller.system(template.owner(), "test");
        return new Change("account_templates", template.id(), template.owner(), "changed", caller, AT, "{}");
    }

    private AccountTemplate inserted(AccountId owner, String name) {
        AccountTemplate template = template(owner, name);
        return store().insert(template, change(template));
    }

    @Test
    default void keepsTemplatesAsTheyAre() {
        AccountTemplate gold = inserted(SELLER, "Gold \uD83D\uDCDE");

        assertThat(gold.revision()).isEqualTo(1);
        assertThat(store().find(SELLER, gold.id())).contains(gold);
        assertThat(store().findByName(SELLER, gold.nameKey())).contains(gold);
    }

    @Test
    default void hidesOneTenantsTemplatesFromAnother() {
        AccountTemplate gold = inserted(SELLER, "Gold");
        AccountTemplate same = inserted(OTHER, "Gold");

        assertThat(store().find(OTHER, gold.id())).isEmpty();
        assertThat(store().list(OTHER, 10)).containsExactly(same);
        assertThat(store().findByName(OTHER, "gold")).contains(same);
        AccountTemplate stolen = new AccountTemplate(gold.id(), OTHER, "Mine", AT, AT, 1, Json.object());
        assertThatThrownBy(() -> store().update(stolen, change(stolen))).isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> store().delete(stolen, change(stolen))).isInstanceOf(NotFoundException.class);
    }

    @Test
    default void listsByNameAndNoMoreThanWanted() {
        for (String name : List.of("b", "C", "a")) {
            inserted(SELLER, name);
        }

        assertThat(store().list(SELLER, 10)).extracting(AccountTemplate::name).containsExactly("a", "b", "C");
        assertThat(store().list(SELLER, 2)).hasSize(2);
    }

    @Test
    default void aNameBelongsToOneTemplateOfAnAccount() {
        inserted(SELLER, "Gold");
        AccountTemplate silver = inserted(SELLER, "Silver");

        AccountTemplate again = template(SELLER, "GOLD");
        assertThatThrownBy(() -> store().insert(again, change(again)))
                .isInstanceOfSatisfying(
                        ConflictException.class, e -> assertThat(e.causeValue()).isEqualTo(AccountTemplateStore.NAME));
        AccountTemplate renamed =
                new AccountTemplate(silver.id(), SELLER, "gold", AT, AT, silver.revision(), Json.object());
        assertThatThrownBy(() -> store().update(renamed, change(renamed)))
                .isInstanceOfSatisfying(
                        ConflictException.class, e -> assertThat(e.causeValue()).isEqualTo(AccountTemplateStore.NAME));
        assertThat(store().find(SELLER, silver.id())).contains(silver);
    }

    @Test
    default void ofTwoWritersOfOneRevisionTheSecondIsTold() {
        AccountTemplate gold = inserted(SELLER, "Gold");
        AccountTemplate changed = new AccountTemplate(
                gold.id(),
                SELLER,
                "Gold 2",
                AT,
                AT.plusSeconds(1),
                gold.revision(),
                Json.object().put("a", 1));

        assertThat(store().update(changed, change(changed))).isEqualTo(changed.withRevision(2));
        assertThat(store().find(SELLER, gold.id())).contains(changed.withRevision(2));
        assertThatThrownBy(() -> store().update(changed, change(changed)))
                .isInstanceOfSatisfying(ConflictException.class, e -> assertThat(e.causeValue())
                        .isEqualTo(AccountTemplateStore.REVISION));
        assertThatThrownBy(() -> store().delete(gold, change(gold))).isInstanceOf(ConflictException.class);
    }

    @Test
    default void whatIsDeletedIsGoneAndItsNameFree() {
        AccountTemplate gold = inserted(SELLER, "Gold");

        store().delete(gold, change(gold));

        assertThat(store().find(SELLER, gold.id())).isEmpty();
        assertThatThrownBy(() -> store().delete(gold, change(gold))).isInstanceOf(NotFoundException.class);
        assertThat(inserted(SELLER, "gold").revision()).isEqualTo(1);
    }
}
