package org.trunkline.shell.accounts;

import com.fasterxml.jackson.databind.node.ObjectNode;
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

/** Creates an account. */
@Service
@Command(scope = "account", name = "create", description = "Creates an account below another one")
public final class CreateCommand implements Action {
    @Argument(index = 0, name = "parent", description = "Id, realm or name of the parent", required = true)
    @Completion(AccountCompleter.class)
    private String parent;

    @Argument(index = 1, name = "name", description = "What it is called; no other account may be", required = true)
    private String name;

    @Option(name = "-r", aliases = "--realm", description = "Its SIP realm; made up if left out")
    private String realm;

    @Option(name = "-t", aliases = "--timezone", description = "Such as Europe/Berlin; that of the parent if left out")
    private String timezone;

    @Option(name = "--reseller", description = "Makes it a reseller")
    private boolean reseller;

    @Option(name = View.JSON_OPTION, aliases = View.JSON_ALIAS, description = View.JSON_HELP)
    private boolean json;

    @Reference
    private AccountService accounts;

    @Reference
    private AccountTree tree;

    @Override
    public Object execute() {
        Accounts found = new Accounts(tree);
        ObjectNode document = Json.object().put(Account.NAME, name);
        if (realm != null) {
            document.put(Account.REALM, realm);
        }
        if (timezone != null) {
            document.put("timezone", timezone);
        }
        Account created = accounts.create(found.caller(), found.find(parent).id(), document);
        if (reseller) {
            created = accounts.promote(found.caller(), created.id());
        }
        AccountFields.show(created, accounts, tree, json);
        return null;
    }
}
