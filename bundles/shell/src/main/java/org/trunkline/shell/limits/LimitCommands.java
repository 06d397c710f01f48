package org.trunkline.shell.limits;

import org.apache.karaf.shell.api.console.SessionFactory;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.trunkline.kernel.AccountTree;
import org.trunkline.limits.CallAdmission;
import org.trunkline.limits.LimitService;
import org.trunkline.limits.Spending;
import org.trunkline.shell.console.Commands;

/** Shows {@code limits:*} while there are limits. */
@Component(service = {})
public final class LimitCommands {
    private final Commands commands;
    private final Commands explaining;
    private final Commands spent;

    @Activate
    public LimitCommands(
            @Reference SessionFactory sessions,
            @Reference(cardinality = ReferenceCardinality.OPTIONAL, policyOption = ReferencePolicyOption.GREEDY)
                    LimitService limits,
            @Reference(cardinality = ReferenceCardinality.OPTIONAL, policyOption = ReferencePolicyOption.GREEDY)
                    AccountTree tree,
            @Reference(cardinality = ReferenceCardinality.OPTIONAL, policyOption = ReferencePolicyOption.GREEDY)
                    CallAdmission admission,
            @Reference(cardinality = ReferenceCardinality.OPTIONAL, policyOption = ReferencePolicyOption.GREEDY)
                    Spending spending) {
        commands = new Commands(sessions);
        explaining = new Commands(sessions);
        spent = new Commands(sessions);
        if (limits != null && tree != null) {
            commands.using(LimitService.class, limits)
                    .using(AccountTree.class, tree)
                    .add(LimitCompleter.class, ShowCommand.class, SetCommand.class);
        }
        if (admission != null && tree != null) {
            explaining
                    .using(CallAdmission.class, admission)
                    .using(AccountTree.class, tree)
                    .add(ExplainCommand.class);
        }
        if (spending != null && tree != null) {
            spent.using(Spending.class, spending)
                    .using(AccountTree.class, tree)
                    .add(SpendCommand.class, SpendResetCommand.class);
        }
    }

    @Deactivate
    void remove() {
        commands.close();
        explaining.close();
        spent.close();
    }
}
