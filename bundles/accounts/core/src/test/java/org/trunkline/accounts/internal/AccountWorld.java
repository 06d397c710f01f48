package org.trunkline.accounts.internal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.annotation.Annotation;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.trunkline.accounts.Account;
import org.trunkline.accounts.spi.AccountDeletionGuard;
import org.trunkline.accounts.spi.AccountStore;
import org.trunkline.accounts.spi.InMemoryAccountStore;
import org.trunkline.json.Json;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.Caller;
import org.trunkline.kernel.Change;
import org.trunkline.kernel.DomainException;
import org.trunkline.kernel.ErrorKind;
import org.trunkline.kernel.Role;
import org.trunkline.kernel.UserId;

/** The whole domain over accounts in memory: root, and below it what a test adds. */
final class AccountWorld {
    final MovableClock clock = new MovableClock();
    final TestFeed feed = new TestFeed();
    final InMemoryAccountStore store;
    /** What keeps accounts from being deleted. */
    final Set<AccountId> inUse = new HashSet<>();

    final AccountDeletionGuard guard = account -> Optional.of(account)
            .filter(inUse::contains)
            .map(id -> new DomainException(ErrorKind.REFUSED, "account_has_live_calls", "calls are in progress"));
    final RootAccount rootAccount;
    final AccountId root;
    final TreeModel tree;
    final AccountManager accounts;
    final Caller rootAdmin;

    AccountWorld() {
        this(Optional.empty());
    }

    /** @param own hands no changes on by itself */
    AccountWorld(InMemoryAccountStore own) {
        this(Optional.of(own));
    }

    private AccountWorld(Optional<InMemoryAccountStore> own) {
        store = own.orElseGet(() -> new InMemoryAccountStore(feed::publish));
        rootAccount = new RootAccount(store, clock, new RootConfig());
        root = rootAccount.account().id();
        tree = new TreeModel(store, rootAccount, feed, new TreeConfig());
        accounts = managerWith(tree);
        rootAdmin = admin(root);
    }

    AccountManager managerWith(TreeModel model) {
        return managerWith(store, model);
    }

    AccountManager managerWith(AccountStore own, TreeModel model) {
        return new AccountManager(own, model, clock, new DeletionGuards(List.of(guard)), new ManagerConfig());
    }

    static Change moved(Account account) {
        Caller caller = Caller.system(account.id(), "test");
        return new Change("accounts", account.id().value(), account.id(), "moved", caller, account.created(), "{}");
    }

    /** Adds an account that nobody is told of. */
    AccountId insert(AccountId parentId, String name) {
        Account parent = store.find(parentId).orElseThrow();
        AccountId id = AccountId.random();
        Account account = new Account(
                id,
                Optional.of(parentId),
                parent.pathBelow(),
                name,
                name + ".test",
                true,
                false,
                0,
                parent.created(),
                parent.created(),
                0,
                Json.object());
        return store.insert(account, moved(account)).id();
    }

    static Caller admin(AccountId account) {
        return Caller.user(account, UserId.random(), Role.ADMIN, "ann");
    }

    static Caller plainUser(AccountId account) {
        return Caller.user(account, UserId.random(), Role.USER, "bob");
    }

    static ObjectNode named(String name) {
        return Json.object().put("name", name);
    }

    Account add(AccountId parent, String name) {
        return accounts.create(rootAdmin, parent, named(name));
    }

    Account addReseller(AccountId parent, String name) {
        return accounts.promote(rootAdmin, add(parent, name).id());
    }

    void set(AccountId account, String changes) {
        accounts.merge(rootAdmin, account, Json.parseObject(changes));
    }

    private record RootConfig() implements RootAccount.Config {
        @Override
        public String name() {
            return "root";
        }

        @Override
        public String realm() {
            return "root.test";
        }

        @Override
        public String timezone() {
            return "Europe/Berlin";
        }

        @Override
        public Class<? extends Annotation> annotationType() {
            return RootAccount.Config.class;
        }
    }

    record TreeConfig() implements TreeModel.Config {
        @Override
        public String currency() {
            return "EUR";
        }

        @Override
        public String country() {
            return "DE";
        }

        @Override
        public Class<? extends Annotation> annotationType() {
            return TreeModel.Config.class;
        }
    }

    private record ManagerConfig() implements AccountManager.Config {
        @Override
        public String realm_suffix() {
            return "sip.test";
        }

        @Override
        public Class<? extends Annotation> annotationType() {
            return AccountManager.Config.class;
        }
    }
}
