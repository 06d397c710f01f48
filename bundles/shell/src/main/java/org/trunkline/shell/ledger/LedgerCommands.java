package org.trunkline.shell.ledger;

import org.apache.karaf.shell.api.console.SessionFactory;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.trunkline.kernel.AccountTree;
import org.trunkline.ledger.LedgerService;
import org.trunkline.shell.console.Commands;

/** Shows {@code ledger:*} while there is a ledger. */
@Component(service = {})
public final class LedgerCommands {
    private final Commands commands;

    @Activate
    public LedgerCommands(
            @Reference SessionFactory sessions, @Reference LedgerService ledgers, @Reference AccountTree tree) {
        commands = new Commands(sessions)
                .using(LedgerService.class, ledgers)
                .using(AccountTree.class, tree)
                .add(BalanceCommand.class, VerifyCommand.class);
    }

    @Deactivate
    void remove() {
        commands.close();
    }
}
