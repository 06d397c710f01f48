package org.trunkline.shell.mail;

import java.util.List;
import java.util.Optional;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.CommandLine;
import org.apache.karaf.shell.api.console.Completer;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.completers.StringsCompleter;
import org.trunkline.kernel.AccountTree;
import org.trunkline.kernel.PageRequest;
import org.trunkline.mail.MailService;
import org.trunkline.shell.console.Accounts;

/** Completes the ids of mails; of the {@value #MAILS_MAX} newest where there are more. */
@Service
public final class MailCompleter implements Completer {
    private static final int MAILS_MAX = 1_000;

    @Reference
    private MailService mails;

    @Reference
    private AccountTree tree;

    @Override
    public int complete(Session session, CommandLine line, List<String> candidates) {
        StringsCompleter completer = new StringsCompleter();
        mails.list(
                        new Accounts(tree).caller(),
                        Optional.empty(),
                        Optional.empty(),
                        new PageRequest(Optional.empty(), MAILS_MAX, false))
                .rows()
                .forEach(mail -> completer.getStrings().add(mail.id()));
        return completer.complete(session, line, candidates);
    }
}
