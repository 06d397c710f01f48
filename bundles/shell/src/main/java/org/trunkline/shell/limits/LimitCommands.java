package org.trunkline.shell.limits;

import org.apache.karaf.shell.api.console.SessionFactory;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.trunkline.kernel.AccountTree;
import org.trunkline.limits.LimitService;
import org.trunkline.shell.console.Commands;

/** Shows {@code limits:*} while there are limits. */
@Component(service = {})
public final class LimitCommands {
    private final Commands commands;

    @Activate
    public LimitCommands(
            @Reference SessionFactory sessions, @Reference LimitService limits, @Reference AccountTree tree) {
        commands = new Commands(sessions)
                .using(LimitService.class, limits)
                .using(AccountTree.class, tree)
                .add(LimitCompleter.class, ShowCommand.class, SetCommand.class);
    }

    @Deactivate
    void remove() {
        commands.close();
    }
}
