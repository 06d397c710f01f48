package org.trunkline.shell.limits;

import java.time.Clock;
import org.apache.karaf.shell.api.console.SessionFactory;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.trunkline.kernel.AccountTree;
import org.trunkline.limits.CallProof;
import org.trunkline.limits.LiveCalls;
import org.trunkline.shell.console.Commands;

/** Shows {@code call:*} while there are calls, and while they can be compared with the ledger. */
@Component(service = {})
public final class CallCommands {
    private final Commands commands;

    @Activate
    public CallCommands(
            @Reference SessionFactory sessions,
            @Reference(cardinality = ReferenceCardinality.OPTIONAL, policyOption = ReferencePolicyOption.GREEDY)
                    CallProof proof,
            @Reference(cardinality = ReferenceCardinality.OPTIONAL, policyOption = ReferencePolicyOption.GREEDY)
                    LiveCalls calls,
            @Reference(cardinality = ReferenceCardinality.OPTIONAL, policyOption = ReferencePolicyOption.GREEDY)
                    AccountTree tree,
            @Reference(cardinality = ReferenceCardinality.OPTIONAL, policyOption = ReferencePolicyOption.GREEDY)
                    Clock clock) {
        commands = new Commands(sessions);
        if (proof != null && tree != null && clock != null) {
            commands.using(CallProof.class, proof)
                    .using(AccountTree.class, tree)
                    .using(Clock.class, clock)
                    .add(CallVerifyCommand.class);
        }
        if (calls != null && tree != null) {
            commands.using(LiveCalls.class, calls)
                    .using(AccountTree.class, tree)
                    .add(CallCompleter.class, CallListCommand.class, CallEndCommand.class);
        }
    }

    @Deactivate
    void remove() {
        commands.close();
    }
}
