package org.trunkline.accounts.internal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.function.LongPredicate;
import org.trunkline.accounts.Account;
import org.trunkline.accounts.DeletedAccount;
import org.trunkline.accounts.spi.AccountStore;
import org.trunkline.json.Checks;
import org.trunkline.json.Json;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.Caller;
import org.trunkline.kernel.Change;
import org.trunkline.kernel.DomainException;
import org.trunkline.kernel.ErrorKind;
import org.trunkline.kernel.NotFoundException;
import org.trunkline.kernel.Permission;

/** Where accounts stand in the tree: moved, made resellers, deleted. */
final class Places {
    private static final int DELETED_MAX = 1_000;

    private final AccountStore store;
    private final TreeModel tree;
    private final StoredAccounts stored;
    private final UniqueKeys unique;
    private final DeletionGuards guards;

    Places(AccountStore store, TreeModel tree, StoredAccounts stored, UniqueKeys unique, DeletionGuards guards) {
        this.store = store;
        this.tree = tree;
        this.stored = stored;
        this.unique = unique;
        this.guards = guards;
    }

    Account move(Caller caller, AccountId id, AccountId to) {
        tree.require(caller, id, Permission.ACCOUNT_MOVE);
        tree.require(caller, to, Permission.ACCOUNT_CREATE);
        return AccountRaces.win(() -> {
            Account account = stored.get(caller, id);
            StoredAccounts.refuseRoot(account);
            AccountId from = account.parent().orElseThrow();
            if (from.equals(to)) {
                return stored.visible(caller, account);
            }
            ObjectNode detail = Json.object().put("from", from.value()).put("to", to.value());
            return stored.visible(
                    caller, store.move(account, to, stored.change(caller, account, TreeModel.MOVED, detail)));
        });
    }

    Account setReseller(Caller caller, AccountId id, boolean reseller) {
        tree.require(caller, id, Permission.ACCOUNT_PROMOTE);
        return AccountRaces.win(() -> {
            Account account = stored.get(caller, id);
            StoredAccounts.refuseRoot(account);
            if (account.reseller() == reseller) {
                return stored.visible(caller, account);
            }
            if (store.hasResellerBelow(account)) {
                throw new DomainException(
                        ErrorKind.REFUSED, "account_has_descendants", "resellers lie below this account");
            }
            return stored.visible(
                    caller,
                    store.update(
                            account.withReseller(reseller, stored.now()),
                            List.of(stored.change(caller, account, reseller ? "promoted" : "demoted"))));
        });
    }

    Account delete(Caller caller, AccountId id, LongPredicate expected) {
        tree.require(caller, id, Permission.ACCOUNT_DELETE);
        return AccountRaces.win(() -> {
            Account account = stored.get(caller, id, expected);
            StoredAccounts.refuseRoot(account);
            if (account.childrenCount() == 0) {
                guards.ask(id);
            }
            store.delete(account, stored.change(caller, account, "deleted"));
            return account;
        });
    }

    List<DeletedAccount> deleted(Caller caller) {
        tree.require(caller, tree.root().id(), Permission.ACCOUNT_RESTORE);
        return store.deleted(restorableSince(), DELETED_MAX);
    }

    Account restore(Caller caller, AccountId id) {
        if (!tree.allows(caller, tree.root().id(), Permission.ACCOUNT_READ)) {
            throw new NotFoundException(id.value());
        }
        tree.require(caller, tree.root().id(), Permission.ACCOUNT_RESTORE);
        Instant since = restorableSince();
        DeletedAccount account = store.deleted(since, id).orElseThrow(() -> new NotFoundException(id.value()));
        ObjectNode document = Json.object().put(Account.NAME, account.name()).put(Account.REALM, account.realm());
        Checks checks = new Checks(document);
        unique.check(checks, id, document);
        checks.throwIfAny();
        Change change =
                new Change(TreeModel.TOPIC, id.value(), id, "restored", caller, stored.now(), Json.write(document));
        return stored.visible(caller, unique.write(document, () -> store.restore(id, since, change)));
    }

    private Instant restorableSince() {
        return stored.now().minus(DeletedAccount.KEPT);
    }
}
