package org.trunkline.shell.ledger;

import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.trunkline.kernel.AccountNode;
import org.trunkline.kernel.AccountTree;
import org.trunkline.kernel.Money;
import org.trunkline.ledger.LedgerService;
import org.trunkline.shell.console.AccountCompleter;
import org.trunkline.shell.console.Accounts;

/** Shows the balance of one account. */
@Service
@Command(scope = "ledger", name = "balance", description = "Shows the balance of an account")
public final class BalanceCommand implements Action {
    @Argument(name = "account", description = "Id, realm or name", required = true)
    @Completion(AccountCompleter.class)
    private String account;

    @Reference
    private LedgerService ledgers;

    @Reference
    private AccountTree tree;

    @Override
    public Object execute() {
        AccountNode found = new Accounts(tree).find(account);
        long micros = ledgers.balanceMicros(new Accounts(tree).caller(), found.id());
        System.out.println(Money.fromMicros(micros).toPlainString() + " " + found.currency());
        return null;
    }
}
