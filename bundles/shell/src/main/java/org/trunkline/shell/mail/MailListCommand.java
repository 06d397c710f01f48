package org.trunkline.shell.mail;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.completers.StringsCompleter;
import org.trunkline.json.Json;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.AccountTree;
import org.trunkline.kernel.Page;
import org.trunkline.kernel.PageRequest;
import org.trunkline.mail.Mail;
import org.trunkline.mail.MailService;
import org.trunkline.mail.MailState;
import org.trunkline.shell.console.AccountCompleter;
import org.trunkline.shell.console.Accounts;
import org.trunkline.shell.console.View;

/** Lists mails. */
@Service
@Command(scope = "mail", name = "list", description = "Lists mails, the newest first, and what became of them")
public final class MailListCommand implements Action {
    private static final int MAILS_MAX = 10_000;

    @Option(name = "-s", aliases = "--state", description = "Only those in this state: waiting, sent or failed")
    @Completion(
            value = StringsCompleter.class,
            values = {"waiting", "sent", "failed"})
    private String state;

    @Option(name = "-a", aliases = "--account", description = "Only those about this account: its id, realm or name")
    @Completion(AccountCompleter.class)
    private String account;

    @Option(name = "-n", aliases = "--number", description = "So many at the most, 1 to 10000")
    private String number = "50";

    @Option(name = View.JSON_OPTION, aliases = View.JSON_ALIAS, description = View.JSON_HELP)
    private boolean json;

    @Reference
    private MailService mails;

    @Reference
    private AccountTree tree;

    @Override
    public Object execute() {
        int sizeMax = size();
        Accounts accounts = new Accounts(tree);
        Optional<AccountId> of =
                Optional.ofNullable(account).map(text -> accounts.find(text).id());
        Page<Mail> page =
                mails.list(accounts.caller(), of, wanted(), new PageRequest(Optional.empty(), sizeMax, false));
        List<ObjectNode> rows =
                page.rows().stream().map(mail -> fields(mail, accounts)).toList();
        if (json) {
            View.json(Json.nodes().arrayNode().addAll(rows));
            return null;
        }
        View.rows(List.of("id", "created", "state", "kind", "account", "to", "attempts", "error"), rows);
        page.nextStartKey().ifPresent(more -> System.out.println("There are more: see --number"));
        if (!mails.isSending()) {
            System.out.println("No mail server is set (TRUNKLINE_SMTP_HOST): mails wait");
        }
        return null;
    }

    private int size() {
        if (!number.matches("[0-9]{1,5}") || Integer.parseInt(number) < 1 || Integer.parseInt(number) > MAILS_MAX) {
            throw new IllegalArgumentException("--number must be 1 to " + MAILS_MAX);
        }
        return Integer.parseInt(number);
    }

    private Optional<MailState> wanted() {
        if (state == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(MailState.valueOf(state.toUpperCase(Locale.ROOT)));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("--state must be waiting, sent or failed", e);
        }
    }

    static ObjectNode fields(Mail mail, Accounts accounts) {
        ObjectNode fields = Json.object()
                .put("id", mail.id())
                .put("created", mail.created().toString())
                .put("state", mail.state().name().toLowerCase(Locale.ROOT))
                .put("kind", mail.kind().id())
                .put("account", accounts.name(mail.account()))
                .put("account_id", mail.account().value())
                .put("to", mail.to())
                .put("subject", mail.subject())
                .put("attempts", mail.attempts());
        if (mail.state() == MailState.WAITING) {
            fields.put("due", mail.due().toString());
        }
        mail.sent().ifPresent(at -> fields.put("sent", at.toString()));
        mail.error().ifPresent(error -> fields.put("error", error));
        return fields;
    }
}
