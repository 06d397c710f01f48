package org.trunkline.accounts.internal;

import java.util.Optional;
import org.trunkline.accounts.Account;
import org.trunkline.accounts.spi.AccountStore;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.AccountNode;
import org.trunkline.kernel.Ids;
import org.trunkline.kernel.InvalidException;

/** Which accounts the rows of an import are about: those below the account of the task. */
final class ImportTargets {
    private final AccountId top;
    private final AccountStore store;
    private final TreeModel tree;

    ImportTargets(AccountId top, AccountStore store, TreeModel tree) {
        this.top = top;
        this.store = store;
        this.tree = tree;
    }

    /** Returns the account that the row is about, if there is one already. */
    Optional<Account> known(ImportRow row) {
        return row.accountId().isPresent() ? byId(row, row.accountId().get()) : byName(row);
    }

    private Optional<Account> byName(ImportRow row) {
        Optional<Account> named =
                row.name().isEmpty() ? Optional.empty() : store.findByName(Account.nameKey(row.name()));
        // one that lies elsewhere only has the same name: whether a caller sees it or not, the answer is the same
        boolean isOther = named.isPresent() && !named.get().parent().equals(Optional.of(parent(row)));
        if (isOther) {
            throw new InvalidException(Account.NAME, "unique", "Account name already in use");
        }
        return named;
    }

    private Optional<Account> byId(ImportRow row, String id) {
        if (!Ids.isWellFormed(id)) {
            throw new InvalidException(
                    ImportRow.ACCOUNT_ID, "pattern", "An id has 32 lower-case hexadecimal characters");
        }
        Optional<Account> found = store.find(new AccountId(id));
        if (found.isEmpty()) {
            return found;
        }
        if (!found.get().path().contains(top)) {
            throw new InvalidException(ImportRow.ACCOUNT_ID, "not_found", "There is no such account below this one");
        }
        if (row.parent().isPresent() && !found.get().parent().equals(Optional.of(parent(row)))) {
            throw new InvalidException(
                    ImportRow.PARENT, "unchangeable", "The account lies below another one; only a move changes that");
        }
        return found;
    }

    /** Returns the parent that the row names by id or name: the task's account or one below it, which it is unless said. */
    AccountId parent(ImportRow row) {
        if (row.parent().isEmpty()) {
            return top;
        }
        String text = row.parent().get();
        Optional<AccountNode> byId = Ids.isWellFormed(text) ? tree.find(new AccountId(text)) : Optional.empty();
        return byId.or(() -> tree.findByName(text))
                .map(AccountNode::id)
                .filter(id -> tree.contains(top, id))
                .orElseThrow(() ->
                        new InvalidException(ImportRow.PARENT, "not_found", "There is no such account below this one"));
    }
}
