package org.trunkline.shell.apps;

import java.util.List;
import org.trunkline.apps.AccountApp;
import org.trunkline.apps.AppService;
import org.trunkline.kernel.AccountNode;
import org.trunkline.kernel.AccountTree;
import org.trunkline.shell.console.Accounts;

/** The apps of an account as they are named at the console: by id or name. */
record AppsOf(AppService apps, AccountTree tree) {
    List<AccountApp> list(String account) {
        return apps.list(new Accounts(tree).caller(), account(account).id());
    }

    AccountNode account(String text) {
        return text == null ? tree.root() : new Accounts(tree).find(text);
    }

    /** @throws IllegalArgumentException if the account is offered no such app */
    AccountApp find(String account, String app) {
        return list(account).stream()
                .filter(each -> List.of(each.app().name(), each.app().id()).contains(app))
                .findFirst()
                .orElseThrow(
                        () -> new IllegalArgumentException("The account is offered no app with the name or id " + app));
    }
}
