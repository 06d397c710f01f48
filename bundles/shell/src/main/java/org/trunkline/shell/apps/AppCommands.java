package org.trunkline.shell.apps;

import org.apache.karaf.shell.api.console.SessionFactory;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.trunkline.apps.AppService;
import org.trunkline.kernel.AccountTree;
import org.trunkline.shell.console.Commands;

/** Shows {@code app:*} while there are apps. */
@Component(service = {})
public final class AppCommands {
    private final Commands commands;

    @Activate
    public AppCommands(
            @Reference SessionFactory sessions,
            @Reference(cardinality = ReferenceCardinality.OPTIONAL, policyOption = ReferencePolicyOption.GREEDY)
                    AppService apps,
            @Reference(cardinality = ReferenceCardinality.OPTIONAL, policyOption = ReferencePolicyOption.GREEDY)
                    AccountTree tree) {
        commands = new Commands(sessions);
        if (apps != null && tree != null) {
            commands.using(AppService.class, apps)
                    .using(AccountTree.class, tree)
                    .add(ListCommand.class, EnableCommand.class, DisableCommand.class);
        }
    }

    @Deactivate
    void remove() {
        commands.close();
    }
}
