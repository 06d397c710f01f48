package org.trunkline.accounts.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.trunkline.accounts.spi.AccountStoreContract.account;
import static org.trunkline.accounts.spi.AccountStoreContract.change;
import static org.trunkline.accounts.spi.AccountStoreContract.collidesOn;
import static org.trunkline.accounts.spi.AccountStoreContract.names;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.trunkline.accounts.Account;
import org.trunkline.accounts.DeletedAccount;
import org.trunkline.json.Json;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.Change;
import org.trunkline.kernel.NotFoundException;
import org.trunkline.kernel.PageRequest;

/** What every store promises of accounts that were deleted. */
public interface AccountRestoreContract extends AccountMoveContract {

    @Test
    default void listsTheDeletedLastFirst() {
        Account root = insertRoot();
        Account one = deleted(inserted(account(root, "one")), AT);
        Account two = deleted(inserted(account(root, "two")), AT.plusSeconds(1));

        assertThat(store().deleted(AT, 10)).extracting(DeletedAccount::name).containsExactly("two", "one");
        assertThat(store().deleted(AT, 1)).extracting(DeletedAccount::id).containsExactly(two.id());
        assertThat(store().deleted(AT.plusMillis(1), 10))
                .extracting(DeletedAccount::name)
                .containsExactly("two");
        assertThat(store().deleted(AT, one.id()))
                .contains(new DeletedAccount(one.id(), "one", one.realm(), root.id(), AT));
        assertThat(store().deleted(AT.plusMillis(1), one.id())).isEmpty();
        assertThat(store().deleted(AT, root.id())).isEmpty();
    }

    @Test
    default void bringsAnAccountBackAsItWasWhereItsParentStandsNow() {
        Account root = insertRoot();
        Account parent = inserted(account(root, "parent"));
        Account other = inserted(account(root, "other"));
        Account gone =
                inserted(account(parent, "gone").withDocument(Json.object().put("org", "mine")));
        deleted(gone, AT);
        store().move(stored(parent), other.id(), change(parent));

        Account back = store().restore(gone.id(), AT, change(gone));

        assertThat(store().find(gone.id())).contains(back);
        assertThat(back.document().get("org").asText()).isEqualTo("mine");
        assertThat(back.path()).containsExactly(root.id(), other.id(), parent.id());
        assertThat(back.revision()).isEqualTo(3);
        assertThat(store().findByName("gone")).contains(back);
        assertThat(store().deleted(AT, 10)).isEmpty();
        assertThat(names(store().descendants(other, PageRequest.all()))).containsExactly("parent", "gone");
        assertIsOneTree();
        assertThatThrownBy(() -> store().restore(gone.id(), AT, change(gone))).isInstanceOf(NotFoundException.class);
    }

    @Test
    default void bringsNothingBackWhoseNameRealmOrParentIsTakenOrGone() {
        Account root = insertRoot();
        Account parent = inserted(account(root, "parent"));
        Account named = deleted(inserted(account(root, "named")), AT);
        Account child = deleted(inserted(account(parent, "child")), AT);
        deleted(parent, AT);
        inserted(account(root, "NAMED"));
        Account realm = deleted(inserted(account(root, "realm")), AT);
        inserted(account(root, "new").with("new", realm.realm(), true, Json.object(), AT));

        assertThatThrownBy(() -> store().restore(named.id(), AT, change(named)))
                .satisfies(collidesOn(AccountStore.NAME));
        assertThatThrownBy(() -> store().restore(realm.id(), AT, change(realm)))
                .satisfies(collidesOn(AccountStore.REALM));
        assertThatThrownBy(() -> store().restore(child.id(), AT, change(child)))
                .satisfies(collidesOn(AccountStore.PARENT));
        assertThatThrownBy(() -> store().restore(child.id(), AT.plusMillis(1), change(child)))
                .isInstanceOf(NotFoundException.class);
        assertThat(store().deleted(AT, 10)).hasSize(4);
        assertIsOneTree();
    }

    @Test
    default void forgetsWhatIsOldAndNeverTheId() {
        Account root = insertRoot();
        Account old = deleted(inserted(account(root, "old")), AT);
        Account older = deleted(inserted(account(root, "older")), AT.minusSeconds(5));
        Account young = deleted(inserted(account(root, "young")), AT.plusSeconds(5));
        List<AccountId> recorded = new ArrayList<>();
        java.util.function.Function<AccountId, Change> record = id -> {
            recorded.add(id);
            return change(old);
        };

        assertThat(store().forget(AT.plusSeconds(1), 1, record)).isEqualTo(1);
        assertThat(store().forget(AT.plusSeconds(1), 5, record)).isEqualTo(1);
        assertThat(store().forget(AT.plusSeconds(1), 5, record)).isZero();

        assertThat(recorded).containsExactlyInAnyOrder(old.id(), older.id());
        assertThat(store().deleted(AT.minus(Duration.ofDays(1)), 10))
                .extracting(DeletedAccount::id)
                .containsExactly(young.id());
        assertThatThrownBy(() -> store().restore(old.id(), AT.minus(Duration.ofDays(1)), change(old)))
                .isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> inserted(old)).satisfies(collidesOn(AccountStore.ID));
    }

    private Account deleted(Account account, Instant at) {
        Change change = change(account);
        store().delete(
                        store().find(account.id()).orElseThrow(),
                        new Change(
                                change.topic(),
                                change.key(),
                                change.account(),
                                "deleted",
                                change.by(),
                                at,
                                change.detail()));
        return account;
    }
}
