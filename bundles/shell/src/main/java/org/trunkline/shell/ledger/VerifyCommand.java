package org.trunkline.shell.ledger;

import java.util.Optional;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.trunkline.kernel.AccountNode;
import org.trunkline.kernel.AccountTree;
import org.trunkline.ledger.LedgerService;
import org.trunkline.ledger.LedgerService.Verification;
import org.trunkline.shell.console.AccountCompleter;
import org.trunkline.shell.console.Accounts;

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

    @Reference
    private LedgerService ledgers;

    @Reference
    private AccountTree tree;

    @Override
    public Object execute() {
        Optional<AccountNode> one = Optional.ofNullable(account).map(new Accounts(tree)::find);
        Verification found = ledgers.verify(new Accounts(tree).caller(), one.map(AccountNode::id));
        System.out.println(found.accounts() + " accounts, " + found.entries() + " entries");
        found.problems().forEach(System.out::println);
        if (!found.isSound()) {
            throw new IllegalStateException(
                    "The ledger is NOT sound: " + found.problems().size() + " problems");
        }
        System.out.println("The ledger is sound.");
        return null;
    }
}
