package org.trunkline.shell.ledger;

import com.fasterxml.jackson.databind.node.ObjectNode;
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
import org.trunkline.kernel.Caller;
import org.trunkline.kernel.Ids;
import org.trunkline.ledger.Entry;
import org.trunkline.ledger.LedgerService;
import org.trunkline.shell.console.AccountCompleter;
import org.trunkline.shell.console.Accounts;
import org.trunkline.shell.console.View;

/** Credits or debits an account by hand. */
@Service
@Command(scope = "ledger", name = "post", description = "Credits an account by hand, or debits it")
public final class PostCommand implements Action {
    @Argument(index = 0, name = "account", description = "Id, realm or name", required = true)
    @Completion(AccountCompleter.class)
    private String account;

    @Argument(index = 1, name = "amount", description = "In units of its currency, such as 12.50", required = true)
    private String amount;

    @Option(name = "--debit", description = "Takes the amount off, also below zero")
    private boolean debit;

    @Option(name = "-s", aliases = "--service", description = "What it is for, such as payments")
    private String service = "adjustments";

    @Option(name = "-i", aliases = "--id", description = "What makes it happen once in a month; made up if left out")
    private String id = Ids.random();

    @Option(name = "-d", aliases = "--description", description = "A sentence for people")
    private String description = "";

    @Option(name = View.JSON_OPTION, aliases = View.JSON_ALIAS, description = View.JSON_HELP)
    private boolean json;

    @Reference
    private LedgerService ledgers;

    @Reference
    private AccountTree tree;

    @Override
    public Object execute() {
        AccountNode found = new Accounts(tree).find(account);
        ObjectNode document =
                Json.object().put("amount", EntryFields.amount(amount)).put("description", description);
        document.putObject("source").put("service", service).put("id", id);
        document.putObject("usage")
                .put("type", debit ? "debit" : "credit")
                .put("quantity", 0)
                .put("unit", found.currency());
        Caller caller = new Accounts(tree).caller();
        Entry entry = debit
                ? ledgers.debit(caller, found.id(), document, false).get(0)
                : ledgers.credit(caller, found.id(), document, false).get(0);
        if (json) {
            View.json(EntryFields.of(entry));
        } else {
            View.fields(EntryFields.of(entry));
        }
        return null;
    }
}
