package org.trunkline.shell.ledger;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.trunkline.json.Json;
import org.trunkline.kernel.AccountNode;
import org.trunkline.kernel.AccountTree;
import org.trunkline.ledger.LedgerService;
import org.trunkline.ledger.LedgerService.Verification;
import org.trunkline.shell.console.AccountCompleter;
import org.trunkline.shell.console.Accounts;
import org.trunkline.shell.console.View;

/** Proves that the ledger is sound, or says what is not. */
@Service
@Command(
        scope = "ledger",
        name = "verify",
        description = "Proves that balances are the sums of their entries, sums are zero and no entry was changed")
public final class VerifyCommand implements Action {
    @Argument(name = "account", description = "Id, realm or name; all accounts if left out")
    @Completion(AccountCompleter.class)
    private String account;

    @Option(name = View.JSON_OPTION, aliases = View.JSON_ALIAS, description = View.JSON_HELP)
    private boolean json;

    @Reference
    private LedgerService ledgers;

    @Reference
    private AccountTree tree;

    @Override
    public Object execute() {
        Optional<AccountNode> one = Optional.ofNullable(account).map(new Accounts(tree)::find);
        Verification found = ledgers.verify(new Accounts(tree).caller(), one.map(AccountNode::id));
        if (json) {
            View.json(fields(found));
        } else {
            System.out.println(found.accounts() + " accounts, " + found.entries() + " entries");
            found.problems().forEach(System.out::println);
        }
        if (!found.isSound()) {
            throw new IllegalStateException(
                    "The ledger is NOT sound: " + found.problems().size() + " problems");
        }
        if (!json) {
            System.out.println("The ledger is sound.");
        }
        return null;
    }

    private static ObjectNode fields(Verification found) {
        ObjectNode fields = Json.object()
                .put("sound", found.isSound())
                .put("accounts", found.accounts())
                .put("entries", found.entries());
        found.problems().forEach(fields.putArray("problems")::add);
        return fields;
    }
}
