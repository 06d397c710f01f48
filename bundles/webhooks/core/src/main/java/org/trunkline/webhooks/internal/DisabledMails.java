package org.trunkline.webhooks.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.trunkline.accounts.AccountService;
import org.trunkline.identity.User;
import org.trunkline.identity.UserService;
import org.trunkline.json.Json;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.AccountNode;
import org.trunkline.kernel.AccountTree;
import org.trunkline.kernel.Caller;
import org.trunkline.kernel.ChangeFeed;
import org.trunkline.kernel.Outbox;
import org.trunkline.kernel.Outbox.Entry;
import org.trunkline.kernel.PageRequest;
import org.trunkline.mail.MailKind;
import org.trunkline.mail.MailService;
import org.trunkline.mail.NewMail;
import org.trunkline.webhooks.Webhook;
import org.trunkline.webhooks.spi.StoredWebhook;
import org.trunkline.webhooks.spi.WebhookStore;

/**
 * Mails an account that Trunkline has disabled one of its webhooks, made of what the outbox brings: also after a crash, and an
 * entry that is brought twice makes no mail twice.
 */
@Component(service = DisabledMails.class, immediate = true)
public final class DisabledMails {
    static final String DISABLED = "disabled";
    static final int ADMINISTRATORS_MAX = 10;

    private static final int USERS_MAX = 1_000;

    private final WebhookStore webhooks;
    private final AccountTree tree;
    private final Function<AccountId, ObjectNode> documents;
    private final Function<AccountId, List<User>> users;
    private final MailService mails;
    private final List<ChangeFeed.Subscription> subscriptions;

    /**
     * Without mails or users nothing is read: what is to be mailed waits in the outbox.
     *
     * @param users are asked only for an account that names no contact
     */
    @Activate
    public DisabledMails(
            @Reference WebhookStore webhooks,
            @Reference AccountTree tree,
            @Reference AccountService accounts,
            @Reference Outbox outbox,
            @Reference(cardinality = ReferenceCardinality.OPTIONAL, policyOption = ReferencePolicyOption.GREEDY)
                    UserService users,
            @Reference(cardinality = ReferenceCardinality.OPTIONAL, policyOption = ReferencePolicyOption.GREEDY)
                    MailService mails) {
        this(
                webhooks,
                tree,
                account -> accounts.get(system(tree), account).document(),
                account -> users.list(system(tree), account, new PageRequest(Optional.empty(), USERS_MAX, true))
                        .rows(),
                outbox,
                users == null ? null : mails);
    }

    DisabledMails(
            WebhookStore webhooks,
            AccountTree tree,
            Function<AccountId, ObjectNode> documents,
            Function<AccountId, List<User>> users,
            Outbox outbox,
            MailService mails) {
        this.webhooks = webhooks;
        this.tree = tree;
        this.documents = documents;
        this.users = users;
        this.mails = mails;
        subscriptions = mails == null
                ? List.of()
                : List.of(outbox.consume("mail-webhook-disabled", WebhookManager.TOPIC, DISABLED, this::tell));
    }

    @Deactivate
    void close() {
        subscriptions.forEach(ChangeFeed.Subscription::close);
    }

    private static Caller system(AccountTree tree) {
        return Caller.system(tree.root().id(), "webhooks");
    }

    /** What has been enabled or deleted since needs nobody's attention any more. */
    private void tell(Entry entry) {
        Optional<AccountNode> account = tree.find(entry.account());
        Optional<Webhook> webhook = webhooks.find(entry.account(), entry.key())
                .map(StoredWebhook::webhook)
                .filter(each -> each.disableReason().isPresent());
        if (account.isEmpty() || webhook.isEmpty()) {
            return;
        }
        Map<String, String> macros = macros(account.get(), webhook.get(), entry);
        recipients(entry)
                .forEach((key, to) -> mails.send(
                        system(tree), new NewMail(MailKind.WEBHOOK_DISABLED, key, entry.account(), to, macros)));
    }

    /** Returns addresses by what names their mail: that of the technical contact, or those of administrators; of many the first ones. */
    private Map<String, String> recipients(Entry entry) {
        JsonNode contact = documents
                .apply(entry.account())
                .path("contact")
                .path("technical")
                .path("email");
        if (!contact.asText().isBlank()) {
            return Map.of(entry.id(), contact.asText());
        }
        Map<String, String> recipients = new LinkedHashMap<>();
        users.apply(entry.account()).stream()
                .filter(user -> user.isActiveAdministrator()
                        && user.email().filter(email -> !email.isBlank()).isPresent())
                .limit(ADMINISTRATORS_MAX)
                .forEach(user -> recipients.put(
                        entry.id() + "/" + user.id(), user.email().orElseThrow()));
        return recipients;
    }

    private static Map<String, String> macros(AccountNode account, Webhook webhook, Entry entry) {
        ObjectNode document = webhook.document();
        return Map.of(
                "account.id",
                account.id().value(),
                "account.name",
                account.name(),
                "webhook.id",
                webhook.id(),
                "webhook.name",
                document.path(Webhook.NAME).asText(),
                "webhook.uri",
                withoutQuery(document.path(Webhook.URI).asText()),
                "webhook.reason",
                Json.parseObject(entry.detail()).path("reason").asText());
    }

    /** Queries are where addresses hold secrets, and mails are read by many. */
    private static String withoutQuery(String uri) {
        int query = uri.indexOf('?');
        return query < 0 ? uri : uri.substring(0, query);
    }
}
