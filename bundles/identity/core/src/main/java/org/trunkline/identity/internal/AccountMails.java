package org.trunkline.identity.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.trunkline.identity.User;
import org.trunkline.identity.spi.StoredUser;
import org.trunkline.identity.spi.UserStore;
import org.trunkline.json.Json;
import org.trunkline.kernel.AccountNode;
import org.trunkline.kernel.AccountTree;
import org.trunkline.kernel.Change;
import org.trunkline.kernel.ChangeFeed;
import org.trunkline.kernel.Outbox;
import org.trunkline.kernel.Outbox.Entry;
import org.trunkline.kernel.PageRequest;
import org.trunkline.kernel.UserId;
import org.trunkline.mail.MailKind;
import org.trunkline.mail.MailService;
import org.trunkline.mail.NewMail;

/**
 * Mails about accounts and users, made of what the outbox brings: they are made after a crash too, and nobody waits for
 * them. An entry names its mails, so that one that is brought twice makes none twice.
 */
@Component(service = AccountMails.class, immediate = true)
public final class AccountMails {
    /** The field that says that nobody is to be told of a new user or account. */
    static final String ON_CREATION = "send_email_on_creation";

    static final Duration RECOVERY = Duration.ofHours(1);
    static final Duration WELCOME = Duration.ofHours(72);
    static final int ADMINISTRATORS_MAX = 20;

    private static final int USERS_MAX = 1_000;
    private static final String CREATED = "created";
    private static final String ACCOUNTS_TOPIC = "accounts";

    private final UserStore users;
    private final AccountTree tree;
    private final RecoveryLinks links;
    private final Clock clock;
    private final MailService mails;
    private final List<ChangeFeed.Subscription> subscriptions;

    /** @param mails without it nothing is read: what is to be mailed waits in the outbox */
    @Activate
    public AccountMails(
            @Reference UserStore users,
            @Reference AccountTree tree,
            @Reference RecoveryLinks links,
            @Reference Clock clock,
            @Reference Outbox outbox,
            @Reference(cardinality = ReferenceCardinality.OPTIONAL, policyOption = ReferencePolicyOption.GREEDY)
                    MailService mails) {
        this.users = users;
        this.tree = tree;
        this.links = links;
        this.clock = clock;
        this.mails = mails;
        subscriptions = mails == null
                ? List.of()
                : List.of(
                        outbox.consume(
                                "mail-recovery", RecoveryManager.TOPIC, RecoveryManager.REQUESTED, this::recover),
                        outbox.consume("mail-new-user", UserManager.TOPIC, CREATED, this::welcome),
                        outbox.consume("mail-new-account", ACCOUNTS_TOPIC, CREATED, this::announce));
    }

    @Deactivate
    void close() {
        subscriptions.forEach(ChangeFeed.Subscription::close);
    }

    /** Returns the change of a new user with what was said about its mail. */
    static Change marked(Change created, ObjectNode sent) {
        ObjectNode detail = Json.parseObject(created.detail()).put(ON_CREATION, isWanted(sent));
        return new Change(
                created.topic(),
                created.key(),
                created.account(),
                created.action(),
                created.by(),
                created.at(),
                Json.write(detail));
    }

    private static boolean isWanted(JsonNode document) {
        return !document.path(ON_CREATION).asText("true").equals("false");
    }

    private void recover(Entry entry) {
        JsonNode detail = Json.parseObject(entry.detail());
        boolean isLate = entry.at().plus(RECOVERY).isBefore(clock.instant());
        if (isLate || !detail.path(RecoveryManager.FOUND).asBoolean()) {
            return;
        }
        users.findByUsername(entry.account(), detail.path(User.USERNAME).asText())
                .ifPresent(user -> mailLink(
                        entry,
                        user,
                        MailKind.PASSWORD_RECOVERY,
                        RECOVERY,
                        detail.path(UiUrls.FIELD).asText()));
    }

    private void welcome(Entry entry) {
        Optional<String> page = links.pages().first();
        if (page.isEmpty() || !isWanted(Json.parseObject(entry.detail()))) {
            return;
        }
        users.find(new UserId(entry.key()))
                .ifPresent(user -> mailLink(entry, user, MailKind.NEW_USER, WELCOME, page.get()));
    }

    private void mailLink(Entry entry, StoredUser stored, MailKind kind, Duration valid, String page) {
        if (address(stored.user()).isEmpty() || !links.mayLogIn(stored)) {
            return;
        }
        Optional<String> secret = links.make(stored, valid);
        if (secret.isEmpty()) {
            return;
        }
        Map<String, String> macros = macros(stored.user());
        tree.find(stored.user().account()).ifPresent(account -> {
            macros.put("account.name", account.name());
            macros.put("account.realm", account.realm());
        });
        macros.put("link", UiUrls.link(page, secret.get()));
        macros.put("valid_hours", Long.toString(valid.toHours()));
        send(kind, entry.id(), stored.user(), macros);
    }

    /** Tells the administrators of the seller; of very many the first ones. */
    private void announce(Entry entry) {
        Optional<AccountNode> account = tree.find(entry.account());
        Optional<AccountNode> seller = tree.seller(entry.account());
        if (account.isEmpty() || seller.isEmpty() || !isWanted(Json.parseObject(entry.detail()))) {
            return;
        }
        PageRequest first = new PageRequest(Optional.empty(), USERS_MAX, true);
        String parent = account.get()
                .parent()
                .flatMap(tree::find)
                .map(AccountNode::name)
                .orElse("");
        users.list(seller.get().id(), first).rows().stream()
                .filter(user -> user.isActiveAdministrator() && address(user).isPresent())
                .limit(ADMINISTRATORS_MAX)
                .forEach(user -> {
                    Map<String, String> macros = macros(user);
                    macros.put("account.name", account.get().name());
                    macros.put("account.realm", account.get().realm());
                    macros.put("account.id", account.get().id().value());
                    macros.put("parent.name", parent);
                    send(MailKind.NEW_ACCOUNT, entry.id() + "/" + user.id(), user, macros);
                });
    }

    private void send(MailKind kind, String key, User to, Map<String, String> macros) {
        mails.send(
                RecoveryLinks.system(tree),
                new NewMail(kind, key, to.account(), address(to).orElseThrow(), macros));
    }

    private static Map<String, String> macros(User user) {
        Map<String, String> macros = new HashMap<>();
        macros.put("user.first_name", user.firstName());
        macros.put("user.last_name", user.lastName());
        macros.put("user.username", user.username().orElse(""));
        macros.put("user.email", user.email().orElse(""));
        return macros;
    }

    private static Optional<String> address(User user) {
        return user.email().filter(email -> !email.isBlank());
    }
}
