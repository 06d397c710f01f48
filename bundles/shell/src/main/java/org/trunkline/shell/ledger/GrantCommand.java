package org.trunkline.shell.ledger;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
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
import org.trunkline.ledger.AdjustmentService;
import org.trunkline.ledger.Entry;
import org.trunkline.shell.console.AccountCompleter;
import org.trunkline.shell.console.Accounts;
import org.trunkline.shell.console.View;

/** Grants credit, or takes back what is not spent. */
@Service
@Command(scope = "ledger", name = "grant", description = "Grants credit to an account, or takes it back")
public final class GrantCommand implements Action {
    @Argument(index = 0, name = "account", description = "Id, realm or name", required = true)
    @Completion(AccountCompleter.class)
    private String account;

    @Argument(index = 1, name = "amount", description = "In units of its currency, such as 12.50", required = true)
    private String amount;

    @Option(name = "--take-back", description = "Takes the amount back")
    private boolean takeBack;

    @Option(name = "-d", aliases = "--description", description = "A sentence for people")
    private String description = "";

    @Option(name = "-k", aliases = "--key", description = "What makes it happen once, however often it is repeated")
    private String key;

    @Option(name = View.JSON_OPTION, aliases = View.JSON_ALIAS, description = View.JSON_HELP)
    private boolean json;

    @Reference
    private AdjustmentService adjustments;

    @Reference
    private AccountTree tree;

    @Override
    public Object execute() {
        AccountNode found = new Accounts(tree).find(account);
        BigDecimal wanted = EntryFields.amount(amount);
        ObjectNode document =
                Json.object().put("amount", takeBack ? wanted.negate() : wanted).put("description", description);
        Entry entry = adjustments.grant(new Accounts(tree).caller(), found.id(), document, Optional.ofNullable(key));
        if (json) {
            View.json(EntryFields.of(entry));
        } else {
            View.fields(EntryFields.of(entry));
        }
        return null;
    }
}
