package org.trunkline.shell.limits;

import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.completers.StringsCompleter;
import org.trunkline.kernel.AccountTree;
import org.trunkline.limits.SpendForm;
import org.trunkline.limits.Spending;
import org.trunkline.shell.console.AccountCompleter;
import org.trunkline.shell.console.Accounts;
import org.trunkline.shell.console.View;

/** Lets one account spend up to its caps once more. */
@Service
@Command(
        scope = "limits",
        name = "spend-reset",
        description = "Begins windows of spending caps anew: what was spent and is held counts no more")
public final class SpendResetCommand implements Action {
    @Argument(index = 0, name = "account", description = "Id, realm or name", required = true)
    @Completion(AccountCompleter.class)
    private String account;

    @Argument(index = 1, name = "window", description = "hour, day or month; all three if left out")
    @Completion(
            value = StringsCompleter.class,
            values = {"hour", "day", "month"})
    private String window = "";

    @Option(name = View.JSON_OPTION, aliases = View.JSON_ALIAS, description = View.JSON_HELP)
    private boolean json;

    @Reference
    private Spending spending;

    @Reference
    private AccountTree tree;

    @Override
    public Object execute() {
        Accounts accounts = new Accounts(tree);
        SpendFields.show(
                spending.reset(accounts.caller(), accounts.find(account).id(), SpendForm.windows(window)), json);
        return null;
    }
}
