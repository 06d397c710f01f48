package org.trunkline.shell.limits;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.trunkline.json.Json;
import org.trunkline.kernel.AccountTree;
import org.trunkline.limits.SwitchIdentity;
import org.trunkline.limits.SwitchKeys;
import org.trunkline.shell.console.Accounts;
import org.trunkline.shell.console.View;

/** Lists the switches. */
@Service
@Command(scope = "switch", name = "list", description = "Lists the switches that may ask for calls")
public final class SwitchListCommand implements Action {
    @Option(name = View.JSON_OPTION, aliases = View.JSON_ALIAS, description = View.JSON_HELP)
    private boolean json;

    @Reference
    private SwitchKeys switches;

    @Reference
    private AccountTree tree;

    @Override
    public Object execute() {
        List<ObjectNode> rows = switches.list(new Accounts(tree).caller()).stream()
                .map(this::fields)
                .toList();
        if (json) {
            View.json(Json.nodes().arrayNode().addAll(rows));
        } else {
            View.rows(List.of("id", "name", "serves", "renews", "key_ending"), rows);
        }
        return null;
    }

    private ObjectNode fields(SwitchIdentity each) {
        return Json.object()
                .put("id", each.id())
                .put("name", each.name())
                .put("serves", new Accounts(tree).name(each.scope()))
                .put("account_id", each.scope().value())
                .put("renews", each.renews())
                .put("may_correct", each.mayCorrect())
                .put("may_assert_on_net", each.mayAssertOnNet())
                .put("may_backdate", each.mayBackdate())
                .put("key_ending", each.keyEnding());
    }
}
