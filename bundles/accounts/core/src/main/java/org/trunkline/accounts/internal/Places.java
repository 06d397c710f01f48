package org.trunkline.accounts.internal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.LongPredicate;
import org.trunkline.accounts.Account;
import org.trunkline.accounts.spi.AccountStore;
import org.trunkline.json.Json;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.Caller;
import org.trunkline.kernel.DomainException;
import org.trunkline.kernel.ErrorKind;
import org.trunkline.kernel.Permission;

/** Where accounts stand in the tree: moved, made resellers, deleted. */
final class Places {
    private final AccountStore store;
    private final TreeModel tree;
    private final StoredAccounts stored;

    Places(AccountStore store, TreeModel tree, StoredAccounts stored) {
        this.store = store;
        this.tree = tree;
        this.stored = stored;
    }

    Account move(Caller caller, AccountId id, AccountId to) {
        tree.require(caller, id, Permission.ACCOUNT_MOVE);
        tree.require(caller, to, Permission.ACCOUNT_CREATE);
        return Races.win(() -> {
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
        return Races.win(() -> {
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
        return Races.win(() -> {
            Account account = stored.get(caller, id, expected);
            StoredAccounts.refuseRoot(account);
            store.delete(account, stored.change(caller, account, "deleted"));
            return account;
        });
    }
}
