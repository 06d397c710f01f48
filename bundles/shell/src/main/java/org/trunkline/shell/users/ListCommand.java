package org.trunkline.shell.users;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.trunkline.identity.UserService;
import org.trunkline.json.Json;
import org.trunkline.kernel.AccountTree;
import org.trunkline.shell.console.AccountCompleter;
import org.trunkline.shell.console.Accounts;
import org.trunkline.shell.console.View;

/** Lists users. */
@Service
@Command(scope = "user", name = "list", description = "Lists the users of an account, by last name")
public final class ListCommand implements Action {
    @Argument(name = "account", description = "Id, realm or name; root if left out")
    @Completion(AccountCompleter.class)
    private String account;

    @Option(name = View.JSON_OPTION, aliases = View.JSON_ALIAS, description = View.JSON_HELP)
    private boolean json;

    @Reference
    private UserService users;

    @Reference
    private AccountTree tree;

    @Override
    public Object execute() {
        Accounts accounts = new Accounts(tree);
        var of = account == null ? accounts.root() : accounts.find(account);
        List<ObjectNode> rows = new ArrayList<>();
        new UsersOf(users, accounts.caller(), of.id()).each(user -> rows.add(UsersOf.fields(user)));
        if (json) {
            View.json(Json.nodes().arrayNode().addAll(rows));
        } else {
            View.rows(List.of("username", "first_name", "last_name", "email", "priv_level", "enabled", "id"), rows);
        }
        return null;
    }
}
