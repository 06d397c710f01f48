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
import org.trunkline.json.Json;
import org.trunkline.kernel.AccountTree;
import org.trunkline.shell.console.AccountCompleter;
import org.trunkline.shell.console.Accounts;
import org.trunkline.shell.console.View;

/** Enables an account. */
@Service
@Command(scope = "account", name = "enable", description = "Enables an account; one above it may still be disabled")
public final class EnableCommand implements Action {
    @Argument(name = "account", description = "Id, realm or name", required = true)
    @Completion(AccountCompleter.class)
    private String account;

    @Option(name = View.JSON_OPTION, aliases = View.JSON_ALIAS, description = View.JSON_HELP)
    private boolean json;

    @Reference
    private AccountService accounts;

    @Reference
    private AccountTree tree;

    @Override
    public Object execute() {
        Accounts found = new Accounts(tree);
        Account changed = accounts.merge(
                found.caller(), found.find(account).id(), Json.object().put(Account.ENABLED, true));
        AccountFields.show(changed, accounts, tree, json);
        return null;
    }
}
