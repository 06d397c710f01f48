package org.trunkline.shell.mail;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.trunkline.json.Json;
import org.trunkline.kernel.AccountTree;
import org.trunkline.kernel.ConflictException;
import org.trunkline.kernel.NotFoundException;
import org.trunkline.mail.MailService;
import org.trunkline.shell.console.Accounts;
import org.trunkline.shell.console.View;

/** Tries mails again. */
@Service
@Command(scope = "mail", name = "retry", description = "Tries mails again, now and as if they were new")
public final class MailRetryCommand implements Action {
    @Argument(
            name = "mails",
            description = "The ids of the mails, as mail:list shows them",
            required = true,
            multiValued = true)
    @Completion(MailCompleter.class)
    private List<String> ids;

    @Option(name = View.JSON_OPTION, aliases = View.JSON_ALIAS, description = View.JSON_HELP)
    private boolean json;

    @Reference
    private MailService mails;

    @Reference
    private AccountTree tree;

    @Override
    public Object execute() {
        Accounts accounts = new Accounts(tree);
        List<ObjectNode> rows = new ArrayList<>();
        for (String id : ids) {
            rows.add(retried(id, accounts));
        }
        if (json) {
            View.json(Json.nodes().arrayNode().addAll(rows));
            return null;
        }
        View.rows(List.of("id", "state", "kind", "account", "to"), rows);
        return null;
    }

    private ObjectNode retried(String id, Accounts accounts) {
        try {
            return MailListCommand.fields(mails.retry(accounts.caller(), id), accounts);
        } catch (NotFoundException e) {
            throw new IllegalArgumentException("There is no mail with the id " + id, e);
        } catch (ConflictException e) {
            throw new IllegalArgumentException("The mail is sent, and its text is gone: " + id, e);
        }
    }
}
