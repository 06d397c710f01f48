package org.trunkline.shell.accounts;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.AccountTree;
import org.trunkline.kernel.Page;
import org.trunkline.kernel.PageRequest;
import org.trunkline.shell.console.AccountCompleter;
import org.trunkline.shell.console.Accounts;
import org.trunkline.shell.console.View;

/** Shows accounts as a tree. */
@Service
@Command(scope = "account", name = "tree", description = "Shows the accounts below one as a tree")
public final class TreeCommand implements Action {
    private static final int SLICE = 500;

    @Argument(name = "account", description = "Id, realm or name of the top; the root account if left out")
    @Completion(AccountCompleter.class)
    private String account;

    @Option(name = "-d", aliases = "--depth", description = "How many levels to show, 0 to 64")
    private String depth = Integer.toString(AccountTree.DEPTH_MAX);

    @Option(name = View.JSON_OPTION, aliases = View.JSON_ALIAS, description = "Shows it as JSON, an account a line")
    private boolean json;

    @Reference
    private AccountService accounts;

    @Reference
    private AccountTree tree;

    @Override
    public Object execute() {
        if (!depth.matches("[0-9]{1,2}") || Integer.parseInt(depth) > AccountTree.DEPTH_MAX) {
            throw new IllegalArgumentException("--depth must be 0 to " + AccountTree.DEPTH_MAX + ", not " + depth);
        }
        AccountId top = (account == null ? new Accounts(tree).root() : new Accounts(tree).find(account)).id();
        show(accounts.get(new Accounts(tree).caller(), top), "");
        below(top, "  ", Integer.parseInt(depth));
        return null;
    }

    private void below(AccountId parent, String indent, int levels) {
        if (levels == 0) {
            return;
        }
        Optional<String> start = Optional.empty();
        do {
            Page<Account> page =
                    accounts.children(new Accounts(tree).caller(), parent, new PageRequest(start, SLICE, true));
            for (Account child : page.rows()) {
                show(child, indent);
                if (child.childrenCount() > 0) {
                    below(child.id(), indent + "  ", levels - 1);
                }
            }
            start = page.nextStartKey();
        } while (start.isPresent());
    }

    private void show(Account each, String indent) {
        ObjectNode fields = Json.object()
                .put("name", each.name())
                .put("realm", each.realm())
                .put("id", each.id().value());
        if (json) {
            fields.put("parent_id", each.parent().map(AccountId::value).orElse(null))
                    .put("reseller", each.reseller())
                    .put("enabled", each.enabled());
            View.json(fields);
            return;
        }
        List<String> words = new ArrayList<>();
        fields.forEach(value -> words.add(View.text(value)));
        if (each.reseller()) {
            words.add("reseller");
        }
        if (!each.enabled()) {
            words.add("DISABLED");
        }
        System.out.println(indent + String.join("  ", words));
    }
}
