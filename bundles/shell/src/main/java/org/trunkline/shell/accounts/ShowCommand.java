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

/** Shows one account. */
@Service
@Command(scope = "account", name = "show", description = "Shows one account")
public final class ShowCommand implements Action {
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
        Account found = accounts.get(
                new Accounts(tree).caller(), new Accounts(tree).find(account).id());
        ObjectNode fields = fields(found);
        if (json) {
            View.json(fields);
        } else {
            View.fields(fields);
        }
        return null;
    }

    private ObjectNode fields(Account found) {
        ObjectNode fields = Json.object()
                .put("id", found.id().value())
                .put("name", found.name())
                .put("realm", found.realm())
                .put("enabled", found.enabled() && tree.enabled(found.id()));
        tree.chain(found.id()).stream()
                .filter(node -> !node.enabled())
                .findFirst()
                .ifPresent(node -> fields.put("disabled_by", node.name()));
        fields.put("reseller", found.reseller());
        tree.seller(found.id()).ifPresent(node -> fields.put("seller", node.name()));
        fields.put("accounts_below", accounts.descendantsCount(new Accounts(tree).caller(), found.id()))
                .put("created", found.created().toString())
                .put("modified", found.modified().toString())
                .put("revision", found.revision())
                .set("document", found.document());
        return fields;
    }
}
