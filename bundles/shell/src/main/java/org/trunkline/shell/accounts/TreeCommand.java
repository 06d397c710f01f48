package org.trunkline.shell.accounts;

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
import org.trunkline.kernel.AccountNode;
import org.trunkline.kernel.AccountTree;
import org.trunkline.kernel.Page;
import org.trunkline.kernel.PageRequest;
import org.trunkline.shell.console.AccountCompleter;
import org.trunkline.shell.console.Accounts;

/** Shows accounts as a tree. */
@Service
@Command(scope = "account", name = "tree", description = "Shows the accounts below one as a tree")
public final class TreeCommand implements Action {
    private static final int SLICE = 500;

    @Argument(name = "account", description = "Id, realm or name of the top; the root account if left out")
    @Completion(AccountCompleter.class)
    private String account;

    @Option(name = "-d", aliases = "--depth", description = "How many levels to show")
    private int depth = 64;

    @Reference
    private AccountService accounts;

    @Reference
    private AccountTree tree;

    @Override
    public Object execute() {
        AccountNode top = account == null ? new Accounts(tree).root() : new Accounts(tree).find(account);
        System.out.println(line(top.name(), top.realm(), top.id().value(), top.reseller(), top.enabled()));
        below(top, "", depth);
        return null;
    }

    private void below(AccountNode parent, String indent, int levels) {
        if (levels == 0) {
            return;
        }
        Optional<String> start = Optional.empty();
        do {
            Page<Account> page =
                    accounts.children(new Accounts(tree).caller(), parent.id(), new PageRequest(start, SLICE, true));
            for (Account child : page.rows()) {
                System.out.println(indent + "  "
                        + line(child.name(), child.realm(), child.id().value(), child.reseller(), child.enabled()));
                if (child.childrenCount() > 0) {
                    below(new Accounts(tree).find(child.id().value()), indent + "  ", levels - 1);
                }
            }
            start = page.nextStartKey();
        } while (start.isPresent());
    }

    private static String line(String name, String realm, String id, boolean reseller, boolean enabled) {
        return name + "  " + realm + "  " + id + (reseller ? "  reseller" : "") + (enabled ? "" : "  DISABLED");
    }
}
