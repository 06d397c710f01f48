package org.trunkline.shell.apps;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.trunkline.apps.AccountApp;
import org.trunkline.apps.App;
import org.trunkline.apps.AppService;
import org.trunkline.json.Json;
import org.trunkline.kernel.AccountTree;
import org.trunkline.shell.console.AccountCompleter;
import org.trunkline.shell.console.View;

/** Lists the apps that an account is offered. */
@Service
@Command(scope = "app", name = "list", description = "Lists the apps that an account is offered, and who may use them")
public final class ListCommand implements Action {
    @Argument(name = "account", description = "Id, realm or name; root if left out")
    @Completion(AccountCompleter.class)
    private String account;

    @Option(name = View.JSON_OPTION, aliases = View.JSON_ALIAS, description = View.JSON_HELP)
    private boolean json;

    @Reference
    private AppService apps;

    @Reference
    private AccountTree tree;

    @Override
    public Object execute() {
        List<ObjectNode> rows = new AppsOf(apps, tree)
                .list(account).stream().map(ListCommand::fields).toList();
        if (json) {
            View.json(Json.nodes().arrayNode().addAll(rows));
        } else {
            View.rows(List.of("id", App.NAME, App.PUBLISHED, App.ALLOWED_USERS), rows);
        }
        return null;
    }

    private static ObjectNode fields(AccountApp each) {
        ObjectNode document = each.document();
        ObjectNode row = Json.object()
                .put("id", each.app().id())
                .put(App.NAME, each.app().name())
                .put(App.PUBLISHED, each.app().published())
                .put(App.ALLOWED_USERS, document.path(App.ALLOWED_USERS).asText(null));
        row.set(App.USERS, document.path(App.USERS).isArray() ? document.get(App.USERS) : row.arrayNode());
        return row;
    }
}
