package org.trunkline.shell.limits;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.trunkline.json.Json;
import org.trunkline.kernel.AccountTree;
import org.trunkline.limits.LimitService;
import org.trunkline.shell.console.AccountCompleter;
import org.trunkline.shell.console.Accounts;
import org.trunkline.shell.console.View;

/** Changes limits of one account. */
@Service
@Command(
        scope = "limits",
        name = "set",
        description = "Changes limits of an account, such as: limits:set acme outbound_trunks=5 allow_prepay=false")
public final class SetCommand implements Action {
    @Argument(name = "account", description = "Id, realm or name", required = true)
    @Completion(AccountCompleter.class)
    private String account;

    @Argument(
            index = 1,
            name = "limit=value",
            description =
                    "Names as limits:show prints them; -1 is unlimited; null takes the default; lists and objects as JSON",
            required = true,
            multiValued = true)
    @Completion(LimitCompleter.class)
    private List<String> changes;

    @Option(name = View.JSON_OPTION, aliases = View.JSON_ALIAS, description = View.JSON_HELP)
    private boolean json;

    @Reference
    private LimitService limits;

    @Reference
    private AccountTree tree;

    @Override
    public Object execute() {
        ObjectNode document = Json.object();
        for (String change : changes) {
            int equals = change.indexOf('=');
            if (equals < 1) {
                throw new IllegalArgumentException("Write limit=value instead of " + change);
            }
            if (!LimitFields.NAMES.contains(change.substring(0, equals))) {
                throw new IllegalArgumentException("There is no limit " + change.substring(0, equals)
                        + ": write one of " + String.join(", ", LimitFields.NAMES));
            }
            String value = change.substring(equals + 1);
            String name = change.substring(0, equals);
            switch (value) {
                case "null" -> document.putNull(name);
                case "true", "false" -> document.put(name, Boolean.parseBoolean(value));
                default ->
                    document.set(
                            name,
                            value.startsWith("{") || value.startsWith("[") ? parsed(name, value) : new TextNode(value));
            }
        }
        LimitFields.show(
                limits.merge(
                        new Accounts(tree).caller(),
                        new Accounts(tree).find(account).id(),
                        document),
                json);
        return null;
    }

    private static JsonNode parsed(String name, String value) {
        try {
            return Json.parse(value);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("The value of " + name + " is no JSON: " + value, e);
        }
    }
}
