package org.trunkline.shell.limits;

import org.apache.karaf.shell.api.console.SessionFactory;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.trunkline.kernel.AccountTree;
import org.trunkline.limits.SwitchKeys;
import org.trunkline.shell.console.Commands;

/** Shows {@code switch:*} while switches can be kept. */
@Component(service = {})
public final class SwitchCommands {
    private final Commands commands;

    @Activate
    public SwitchCommands(
            @Reference SessionFactory sessions,
            @Reference(cardinality = ReferenceCardinality.OPTIONAL, policyOption = ReferencePolicyOption.GREEDY)
                    SwitchKeys switches,
            @Reference(cardinality = ReferenceCardinality.OPTIONAL, policyOption = ReferencePolicyOption.GREEDY)
                    AccountTree tree) {
        commands = new Commands(sessions);
        if (switches != null && tree != null) {
            commands.using(SwitchKeys.class, switches)
                    .using(AccountTree.class, tree)
                    .add(KeyCreateCommand.class, SwitchListCommand.class);
        }
    }

    @Deactivate
    void remove() {
        commands.close();
    }
}
