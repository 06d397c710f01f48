package org.trunkline.shell.ledger;

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
import org.trunkline.kernel.Money;
import org.trunkline.ledger.LedgerService;
import org.trunkline.shell.console.AccountCompleter;
import org.trunkline.shell.console.Accounts;
import org.trunkline.shell.console.View;

/** Shows the balance of one account. */
@Service
@Command(scope = "ledger", name = "balance", description = "Shows the balance of an account")
public final class BalanceCommand implements Action {
    @Argument(name = "account", description = "Id, realm or name", required = true)
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
        AccountNode found = new Accounts(tree).find(account);
        long micros = ledgers.balanceMicros(new Accounts(tree).caller(), found.id());
        if (json) {
            View.json(Json.object()
                    .put("account_id", found.id().value())
                    .put("balance", Money.fromMicros(micros))
                    .put("currency", found.currency()));
            return null;
        }
        System.out.println(Money.fromMicros(micros).toPlainString() + " " + found.currency());
        return null;
    }
}
