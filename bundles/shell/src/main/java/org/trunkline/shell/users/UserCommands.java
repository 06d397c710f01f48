package org.trunkline.shell.users;

import org.apache.karaf.shell.api.console.SessionFactory;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.trunkline.identity.UserService;
import org.trunkline.kernel.AccountTree;
import org.trunkline.shell.console.Commands;

/** Shows {@code user:*} while there are users. */
@Component(service = {})
public final class UserCommands {
    private final Commands commands;

    @Activate
    public UserCommands(
            @Reference SessionFactory sessions,
            @Reference(cardinality = ReferenceCardinality.OPTIONAL, policyOption = ReferencePolicyOption.GREEDY)
                    UserService users,
            @Reference(cardinality = ReferenceCardinality.OPTIONAL, policyOption = ReferencePolicyOption.GREEDY)
                    AccountTree tree) {
        commands = new Commands(sessions);
        if (users != null && tree != null) {
            commands.using(UserService.class, users)
                    .using(AccountTree.class, tree)
                    .add(ListCommand.class, CreateCommand.class, ResetPasswordCommand.class);
        }
    }

    @Deactivate
    void remove() {
        commands.close();
    }
}
