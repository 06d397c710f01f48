package org.trunkline.shell.limits;

import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.trunkline.kernel.AccountTree;
import org.trunkline.limits.Spending;
import org.trunkline.shell.console.AccountCompleter;
import org.trunkline.shell.console.Accounts;
import org.trunkline.shell.console.View;

/** Shows what one account has spent in the windows of its caps. */
@Service
@Command(
        scope = "limits",
        name = "spend",
        description = "Shows what calls have cost an account this hour, day and month")
public final class SpendCommand implements Action {
    @Argument(name = "account", description = "Id, realm or name", required = true)
    @Completion(AccountCompleter.class)
    private String account;

    @Option(name = View.JSON_OPTION, aliases = View.JSON_ALIAS, description = View.JSON_HELP)
    private boolean json;

    @Reference
    private Spending spending;

    @Reference
    private AccountTree tree;

    @Override
    public Object execute() {
        Accounts accounts = new Accounts(tree);
        SpendFields.show(spending.get(accounts.caller(), accounts.find(account).id()), json);
        return null;
    }
}
