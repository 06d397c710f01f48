package org.trunkline.accounts.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.trunkline.accounts.spi.AccountStoreContract.account;
import static org.trunkline.accounts.spi.AccountStoreContract.change;
import static org.trunkline.accounts.spi.AccountStoreContract.names;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.trunkline.accounts.Account;
import org.trunkline.accounts.SearchBy;
import org.trunkline.kernel.Page;
import org.trunkline.kernel.PageRequest;

/** What every store of accounts promises to those who search. */
public interface AccountSearchContract extends AccountStoreContract {

    @Test
    default void findsWhatBeginsSoAndLiesBelow() {
        Account root = insertRoot();
        Account left = inserted(account(root, "left"));
        Account right = inserted(account(root, "right"));
        Account deep = inserted(account(inserted(account(left, "Acme")), "ACME Süd"));
        inserted(account(left, "Älter"));
        inserted(account(left, "Acne"));
        inserted(account(right, "Acme of the others"));

        assertThat(names(found(left, SearchBy.NAME, "acm"))).containsExactly("Acme", "ACME Süd");
        assertThat(names(found(left, SearchBy.NAME, "ac"))).containsExactly("Acme", "ACME Süd", "Acne");
        assertThat(names(found(left, SearchBy.NAME, "ä"))).containsExactly("Älter");
        assertThat(names(found(left, SearchBy.NAME, "left"))).isEmpty();
        assertThat(names(found(root, SearchBy.NAME, "acme"))).containsExactly("Acme", "Acme of the others", "ACME Süd");
        assertThat(names(found(left, SearchBy.REALM, SearchBy.key(deep.realm()))))
                .containsExactly("ACME Süd");
        assertThat(names(found(left, SearchBy.ID, deep.id().value().substring(0, 12))))
                .containsExactly("ACME Süd");
        assertThat(names(found(deep, SearchBy.NAME, "acme"))).isEmpty();
    }

    @Test
    default void findsByWhatIsTrueNow() {
        Account root = insertRoot();
        Account parent = inserted(account(root, "parent"));
        Account child = inserted(account(parent, "child"));

        Account renamed = store().update(
                        child.with("kid", "new.realm.example", true, child.document(), AT), List.of(change(child)));

        assertThat(found(root, SearchBy.NAME, "child").rows()).isEmpty();
        assertThat(found(root, SearchBy.NAME, "kid").rows()).containsExactly(renamed);
        assertThat(found(parent, SearchBy.REALM, "newrealm").rows()).containsExactly(renamed);
        store().delete(renamed, change(renamed));
        assertThat(found(root, SearchBy.NAME, "kid").rows()).isEmpty();
        assertThat(names(store().descendants(root, PageRequest.all()))).containsExactly("parent");
    }

    @Test
    default void pagesWhatIsFoundInBothDirections() {
        Account root = insertRoot();
        inserted(account(root, "a"));
        for (int i = 0; i < 5; i++) {
            inserted(account(root, "c" + i));
        }
        inserted(account(root, "d"));

        for (boolean ascending : List.of(true, false)) {
            List<String> seen = new ArrayList<>();
            Optional<String> start = Optional.empty();
            do {
                Page<Account> page = store().search(root, SearchBy.NAME, "c", new PageRequest(start, 2, ascending));
                seen.addAll(names(page));
                start = page.nextStartKey();
            } while (start.isPresent());
            List<String> all = List.of("c0", "c1", "c2", "c3", "c4");
            assertThat(seen)
                    .isEqualTo(
                            ascending
                                    ? all
                                    : all.stream()
                                            .sorted(Comparator.reverseOrder())
                                            .toList());
        }
    }

    private Page<Account> found(Account ancestor, SearchBy by, String prefix) {
        return store().search(ancestor, by, prefix, new PageRequest(Optional.empty(), 50, true));
    }
}
