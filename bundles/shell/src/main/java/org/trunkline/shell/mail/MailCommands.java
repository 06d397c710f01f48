package org.trunkline.shell.mail;

import org.apache.karaf.shell.api.console.SessionFactory;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.trunkline.kernel.AccountTree;
import org.trunkline.mail.MailService;
import org.trunkline.shell.console.Commands;

/** Shows {@code mail:*} while there are mails. */
@Component(service = {})
public final class MailCommands {
    private final Commands commands;

    @Activate
    public MailCommands(
            @Reference SessionFactory sessions,
            @Reference(cardinality = ReferenceCardinality.OPTIONAL, policyOption = ReferencePolicyOption.GREEDY)
                    MailService mails,
            @Reference(cardinality = ReferenceCardinality.OPTIONAL, policyOption = ReferencePolicyOption.GREEDY)
                    AccountTree tree) {
        commands = new Commands(sessions);
        if (mails != null && tree != null) {
            commands.using(MailService.class, mails)
                    .using(AccountTree.class, tree)
                    .add(MailCompleter.class, MailListCommand.class, MailShowCommand.class, MailRetryCommand.class);
        }
    }

    @Deactivate
    void remove() {
        commands.close();
    }
}
