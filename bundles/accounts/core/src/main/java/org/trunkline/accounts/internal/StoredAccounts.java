package org.trunkline.accounts.internal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.LongPredicate;
import org.trunkline.accounts.Account;
import org.trunkline.accounts.spi.AccountStore;
import org.trunkline.json.Json;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.Caller;
import org.trunkline.kernel.Change;
import org.trunkline.kernel.ForbiddenException;
import org.trunkline.kernel.NotFoundException;
import org.trunkline.kernel.Races;

/** What is stored, as one caller reaches and sees it, and the records of what that caller changes. */
final class StoredAccounts {
    private final AccountStore store;
    private final TreeModel tree;
    private final Clock clock;

    StoredAccounts(AccountStore store, TreeModel tree, Clock clock) {
        this.store = store;
        this.tree = tree;
        this.clock = clock;
    }

    /**
     * Returns the account, though it may have been moved out of the caller's reach since its rights were looked at: then it
     * is not found, and a change that names the revision of what was read is safe.
     */
    Account get(Caller caller, AccountId id) {
        return store.find(id)
                .filter(account -> reaches(caller, account))
                .orElseThrow(() -> new NotFoundException(id.value()));
    }

    Account get(Caller caller, AccountId id, LongPredicate expected) {
        Account account = get(caller, id);
        return Races.expected(account, account.revision(), expected);
    }

    private static boolean reaches(Caller caller, Account account) {
        return caller.isSystem()
                || caller.account().equals(account.id())
                || account.path().contains(caller.account());
    }

    static void refuseRoot(Account account) {
        if (account.isRoot()) {
            throw new ForbiddenException("the root account stays what it is");
        }
    }

    /** Returns the account with what the caller may see of it. */
    Account visible(Caller caller, Account account) {
        if (seesAll(caller, account)) {
            return account;
        }
        ObjectNode document = account.document();
        document.remove(AccountDocument.HIDDEN);
        return account.withDocument(document);
    }

    /** The caller reaches the account, so it is an ancestor of it unless it is the account itself. */
    private boolean seesAll(Caller caller, Account account) {
        return caller.isSystem()
                || !caller.account().equals(account.id())
                || tree.root().id().equals(caller.account());
    }

    Change change(Caller caller, Account account, String action) {
        ObjectNode detail = Json.object()
                .put(Account.NAME, account.name())
                .put(Account.REALM, account.realm())
                .put(Account.ENABLED, account.enabled());
        return change(caller, account, action, detail);
    }

    Change change(Caller caller, Account account, String action, ObjectNode detail) {
        return new Change(
                TreeModel.TOPIC, account.id().value(), account.id(), action, caller, now(), Json.write(detail));
    }

    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
