package org.trunkline.shell.apps;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.completers.StringsCompleter;
import org.trunkline.apps.AccountApp;
import org.trunkline.apps.App;
import org.trunkline.apps.AppService;
import org.trunkline.json.Json;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.AccountTree;
import org.trunkline.kernel.Caller;
import org.trunkline.shell.console.AccountCompleter;
import org.trunkline.shell.console.Accounts;

/** Lets users of an account use an app. */
@Service
@Command(scope = "app", name = "enable", description = "Lets users of an account use an app")
public final class EnableCommand implements Action {
    @Argument(name = "app", description = "Name or id of the app", required = true)
    private String app;

    @Argument(index = 1, name = "account", description = "Id, realm or name; root if left out")
    @Completion(AccountCompleter.class)
    private String account;

    @Option(name = "-u", aliases = "--users", description = "Who: all, or only admins")
    @Completion(
            value = StringsCompleter.class,
            values = {"all", "admins"})
    private String users = "admins";

    @Reference
    private AppService apps;

    @Reference
    private AccountTree tree;

    @Override
    public Object execute() {
        AppsOf own = new AppsOf(apps, tree);
        AccountApp found = own.find(account, app);
        AccountId id = own.account(account).id();
        Caller caller = new Accounts(tree).caller();
        ObjectNode document = Json.object().put(App.ALLOWED_USERS, users);
        if (found.entry().isPresent()) {
            apps.change(caller, id, found.app().id(), document);
        } else {
            apps.install(caller, id, found.app().id(), document);
        }
        return null;
    }
}
