package org.trunkline.shell.accounts;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.trunkline.accounts.Account;
import org.trunkline.accounts.AccountService;
import org.trunkline.json.Json;
import org.trunkline.kernel.AccountTree;
import org.trunkline.shell.console.Accounts;
import org.trunkline.shell.console.View;

/** One account, as the commands show it that read or change one. */
final class AccountFields {
    private AccountFields() {}

    static void show(Account found, AccountService accounts, AccountTree tree, boolean json) {
        ObjectNode fields = fields(found, accounts, tree);
        if (json) {
            View.json(fields);
        } else {
            View.fields(fields);
        }
    }

    private static ObjectNode fields(Account found, AccountService accounts, AccountTree tree) {
        ObjectNode fields = Json.object()
                .put("id", found.id().value())
                .put("name", found.name())
                .put("realm", found.realm())
                .put("enabled", found.enabled() && tree.enabled(found.id()));
        tree.chain(found.id()).stream()
                .filter(node -> !node.enabled())
                .findFirst()
                .ifPresent(node -> fields.put("disabled_by", node.name()));
        found.parent().ifPresent(parent -> fields.put("parent", new Accounts(tree).name(parent)));
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
