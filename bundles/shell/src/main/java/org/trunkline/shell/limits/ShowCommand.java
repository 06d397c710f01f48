package org.trunkline.shell.limits;

import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.trunkline.kernel.AccountTree;
import org.trunkline.limits.LimitService;
import org.trunkline.shell.console.AccountCompleter;
import org.trunkline.shell.console.Accounts;

/** Shows the limits of one account. */
@Service
@Command(scope = "limits", name = "show", description = "Shows the limits of an account")
public final class ShowCommand implements Action {
    @Argument(name = "account", description = "Id, realm or name", required = true)
    @Completion(AccountCompleter.class)
    private String account;

    @Reference
    private LimitService limits;

    @Reference
    private AccountTree tree;

    @Override
    public Object execute() {
        LimitTable.print(limits.get(
                new Accounts(tree).caller(), new Accounts(tree).find(account).id()));
        return null;
    }
}
