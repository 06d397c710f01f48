package org.trunkline.shell.accounts;

import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.table.ShellTable;
import org.trunkline.accounts.Account;
import org.trunkline.accounts.AccountService;
import org.trunkline.json.Json;
import org.trunkline.kernel.AccountTree;
import org.trunkline.shell.console.AccountCompleter;
import org.trunkline.shell.console.Accounts;

/** Shows one account. */
@Service
@Command(scope = "account", name = "show", description = "Shows one account")
public final class ShowCommand implements Action {
    @Argument(name = "account", description = "Id, realm or name", required = true)
    @Completion(AccountCompleter.class)
    private String account;

    @Reference
    private AccountService accounts;

    @Reference
    private AccountTree tree;

    @Override
    public Object execute() {
        Account found = accounts.get(
                new Accounts(tree).caller(), new Accounts(tree).find(account).id());
        ShellTable table = new ShellTable().noHeaders();
        table.column("field");
        table.column("value");
        table.addRow().addContent("id", found.id().value());
        table.addRow().addContent("name", found.name());
        table.addRow().addContent("realm", found.realm());
        table.addRow().addContent("enabled", found.enabled() && tree.enabled(found.id()) ? "yes" : disabledBy(found));
        table.addRow().addContent("reseller", found.reseller() ? "yes" : "no");
        table.addRow()
                .addContent(
                        "seller",
                        tree.seller(found.id()).map(node -> node.name()).orElse("-"));
        table.addRow().addContent("accounts below", accounts.descendantsCount(new Accounts(tree).caller(), found.id()));
        table.addRow().addContent("created", found.created());
        table.addRow().addContent("modified", found.modified());
        table.addRow().addContent("revision", found.revision());
        table.addRow().addContent("document", Json.write(found.document()));
        table.print(System.out);
        return null;
    }

    private String disabledBy(Account found) {
        return tree.chain(found.id()).stream()
                .filter(node -> !node.enabled())
                .findFirst()
                .map(node -> "no, disabled by " + node.name())
                .orElse("no");
    }
}
