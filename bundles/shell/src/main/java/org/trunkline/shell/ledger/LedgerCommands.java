package org.trunkline.shell.ledger;

import java.time.Clock;
import org.apache.karaf.shell.api.console.SessionFactory;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.trunkline.kernel.AccountTree;
import org.trunkline.ledger.AdjustmentService;
import org.trunkline.ledger.LedgerService;
import org.trunkline.shell.console.Commands;

/** Shows {@code ledger:*} while there is a ledger. */
@Component(service = {})
public final class LedgerCommands {
    private final Commands commands;

    @Activate
    public LedgerCommands(
            @Reference SessionFactory sessions,
            @Reference(cardinality = ReferenceCardinality.OPTIONAL, policyOption = ReferencePolicyOption.GREEDY)
                    LedgerService ledgers,
            @Reference(cardinality = ReferenceCardinality.OPTIONAL, policyOption = ReferencePolicyOption.GREEDY)
                    AdjustmentService adjustments,
            @Reference Clock clock,
            @Reference(cardinality = ReferenceCardinality.OPTIONAL, policyOption = ReferencePolicyOption.GREEDY)
                    AccountTree tree) {
        commands = new Commands(sessions);
        if (ledgers != null && adjustments != null && tree != null) {
            commands.using(LedgerService.class, ledgers)
                    .using(AdjustmentService.class, adjustments)
                    .using(Clock.class, clock)
                    .using(AccountTree.class, tree)
                    .add(
                            BalanceCommand.class,
                            GrantCommand.class,
                            PostCommand.class,
                            StatementCommand.class,
                            VerifyCommand.class);
        }
    }

    @Deactivate
    void remove() {
        commands.close();
    }
}
