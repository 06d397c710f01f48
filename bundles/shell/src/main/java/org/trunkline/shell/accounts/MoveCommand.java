package org.trunkline.shell.accounts;

import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.trunkline.accounts.Account;
import org.trunkline.accounts.AccountService;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.AccountTree;
import org.trunkline.kernel.ForbiddenException;
import org.trunkline.shell.console.AccountCompleter;
import org.trunkline.shell.console.Accounts;
import org.trunkline.shell.console.View;

/** Gives an account another parent. */
@Service
@Command(scope = "account", name = "move", description = "Puts an account, with all below it, below another one")
public final class MoveCommand implements Action {
    @Argument(index = 0, name = "account", description = "Id, realm or name", required = true)
    @Completion(AccountCompleter.class)
    private String account;

    @Argument(index = 1, name = "parent", description = "Id, realm or name of the new parent", required = true)
    @Completion(AccountCompleter.class)
    private String parent;

    @Option(name = View.JSON_OPTION, aliases = View.JSON_ALIAS, description = View.JSON_HELP)
    private boolean json;

    @Reference
    private AccountService accounts;

    @Reference
    private AccountTree tree;

    @Override
    public Object execute() {
        Accounts found = new Accounts(tree);
        Account moved =
                moved(found, found.find(account).id(), found.find(parent).id());
        AccountFields.show(moved, accounts, tree, json);
        return null;
    }

    private Account moved(Accounts found, AccountId id, AccountId to) {
        try {
            return accounts.move(found.caller(), id, to);
        } catch (ForbiddenException e) {
            throw new IllegalArgumentException("Not moved: " + e.causeValue(), e);
        }
    }
}
