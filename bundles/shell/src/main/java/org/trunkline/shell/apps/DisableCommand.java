package org.trunkline.shell.apps;

import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.trunkline.apps.AppService;
import org.trunkline.kernel.AccountTree;
import org.trunkline.shell.console.AccountCompleter;
import org.trunkline.shell.console.Accounts;

/** Takes an app away from all users of an account. */
@Service
@Command(scope = "app", name = "disable", description = "Takes an app away from all users of an account")
public final class DisableCommand implements Action {
    @Argument(name = "app", description = "Name or id of the app", required = true)
    private String app;

    @Argument(index = 1, name = "account", description = "Id, realm or name; root if left out")
    @Completion(AccountCompleter.class)
    private String account;

    @Reference
    private AppService apps;

    @Reference
    private AccountTree tree;

    @Override
    public Object execute() {
        AppsOf own = new AppsOf(apps, tree);
        String id = own.find(account, app).app().id();
        apps.uninstall(new Accounts(tree).caller(), own.account(account).id(), id);
        return null;
    }
}
