package org.trunkline.shell.accounts;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.trunkline.accounts.Account;
import org.trunkline.accounts.AccountService;
import org.trunkline.accounts.DeletedAccount;
import org.trunkline.json.Json;
import org.trunkline.kernel.AccountTree;
import org.trunkline.shell.console.Accounts;
import org.trunkline.shell.console.View;

/** Brings a deleted account back, or shows which can be. */
@Service
@Command(
        scope = "account",
        name = "restore",
        description = "Brings a deleted account back; without one shows those that can be")
public final class RestoreCommand implements Action {
    @Argument(name = "account", description = "Id or name it had; left out, all that can be brought back are shown")
    @Completion(DeletedCompleter.class)
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
        List<DeletedAccount> deleted = accounts.deleted(found.caller());
        if (account == null) {
            show(deleted, found);
            return null;
        }
        DeletedAccount wanted = deleted.stream()
                .filter(each -> each.id().value().equals(account)
                        || Account.nameKey(each.name()).equals(Account.nameKey(account))
                        || each.realm().equals(account))
                .findFirst()
                .orElseThrow(
                        () -> new IllegalArgumentException("No account was deleted lately with the id, realm or name "
                                + account + ": account:restore shows them"));
        AccountFields.show(accounts.restore(found.caller(), wanted.id()), accounts, tree, json);
        return null;
    }

    private void show(List<DeletedAccount> deleted, Accounts found) {
        List<ObjectNode> rows = deleted.stream()
                .map(each -> Json.object()
                        .put("id", each.id().value())
                        .put("name", each.name())
                        .put("realm", each.realm())
                        .put("parent", found.name(each.parent()))
                        .put("deleted", each.deleted().toString()))
                .toList();
        if (json) {
            rows.forEach(View::json);
        } else {
            View.rows(List.of("id", "name", "realm", "parent", "deleted"), rows);
        }
    }
}
