package org.trunkline.accounts.internal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.annotation.Annotation;
import org.trunkline.accounts.Account;
import org.trunkline.accounts.spi.InMemoryAccountStore;
import org.trunkline.json.Json;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.Caller;
import org.trunkline.kernel.Role;
import org.trunkline.kernel.UserId;

/** The whole domain over accounts in memory: root, and below it what a test adds. */
final class AccountWorld {
    final MovableClock clock = new MovableClock();
    final TestFeed feed = new TestFeed();
    final InMemoryAccountStore store = new InMemoryAccountStore(feed::publish);
    final RootAccount rootAccount = new RootAccount(store, clock, new RootConfig());
    final AccountId root = rootAccount.account().id();
    final TreeModel tree = new TreeModel(store, rootAccount, feed, new TreeConfig());
    final AccountManager accounts = new AccountManager(store, tree, clock, new ManagerConfig());
    final Caller rootAdmin = admin(root);

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
