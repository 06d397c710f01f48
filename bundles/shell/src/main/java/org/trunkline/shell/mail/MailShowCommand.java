package org.trunkline.shell.mail;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.trunkline.kernel.AccountTree;
import org.trunkline.kernel.NotFoundException;
import org.trunkline.mail.Mail;
import org.trunkline.mail.MailService;
import org.trunkline.shell.console.Accounts;
import org.trunkline.shell.console.View;

/** Shows a mail with its text, for who has no mail server. */
@Service
@Command(
        scope = "mail",
        name = "show",
        description =
                "Shows a mail with its text, which is kept until it is sent; it may hold a link that logs somebody in")
public final class MailShowCommand implements Action {
    @Argument(name = "mail", description = "The id of the mail, as mail:list shows it", required = true)
    @Completion(MailCompleter.class)
    private String mail;

    @Option(name = View.JSON_OPTION, aliases = View.JSON_ALIAS, description = View.JSON_HELP)
    private boolean json;

    @Reference
    private MailService mails;

    @Reference
    private AccountTree tree;

    @Override
    public Object execute() {
        Accounts accounts = new Accounts(tree);
        Mail found = find(accounts);
        ObjectNode fields = MailListCommand.fields(found, accounts);
        if (json) {
            View.json(fields.put("text", found.text()));
            return null;
        }
        View.fields(fields);
        System.out.println();
        found.text().lines().forEach(line -> System.out.println(line.replaceAll("\\p{Cntrl}", "?")));
        return null;
    }

    private Mail find(Accounts accounts) {
        try {
            return mails.get(accounts.caller(), mail);
        } catch (NotFoundException e) {
            throw new IllegalArgumentException("There is no mail with the id " + mail, e);
        }
    }
}
