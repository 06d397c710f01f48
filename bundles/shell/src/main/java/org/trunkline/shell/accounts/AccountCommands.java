package org.trunkline.shell.accounts;

import org.apache.karaf.shell.api.console.SessionFactory;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.trunkline.accounts.AccountService;
import org.trunkline.kernel.AccountTree;
import org.trunkline.shell.console.AccountCompleter;
import org.trunkline.shell.console.Commands;

/** Shows {@code account:*}, and completes accounts in all commands, while there are accounts. */
@Component(service = {})
public final class AccountCommands {
    private final Commands commands;

    @Activate
    public AccountCommands(
            @Reference SessionFactory sessions,
            @Reference(cardinality = ReferenceCardinality.OPTIONAL, policyOption = ReferencePolicyOption.GREEDY)
                    AccountService accounts,
            @Reference(cardinality = ReferenceCardinality.OPTIONAL, policyOption = ReferencePolicyOption.GREEDY)
                    AccountTree tree) {
        commands = new Commands(sessions);
        if (accounts != null && tree != null) {
            commands.using(AccountService.class, accounts)
                    .using(AccountTree.class, tree)
                    .add(
                            AccountCompleter.class,
                            ShowCommand.class,
                            TreeCommand.class,
                            CreateCommand.class,
                            EnableCommand.class,
                            DisableCommand.class,
                            MoveCommand.class,
                            DeleteCommand.class,
                            RestoreCommand.class,
                            DeletedCompleter.class);
        }
    }

    @Deactivate
    void remove() {
        commands.close();
    }
}
