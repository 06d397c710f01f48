package org.trunkline.webhooks.internal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongPredicate;
import java.util.function.UnaryOperator;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.trunkline.json.Differences;
import org.trunkline.json.Json;
import org.trunkline.kernel.Access;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.AccountTree;
import org.trunkline.kernel.Caller;
import org.trunkline.kernel.Change;
import org.trunkline.kernel.Ids;
import org.trunkline.kernel.InvalidException;
import org.trunkline.kernel.NotFoundException;
import org.trunkline.kernel.Page;
import org.trunkline.kernel.PageRequest;
import org.trunkline.kernel.Permission;
import org.trunkline.kernel.Races;
import org.trunkline.kernel.Secrets;
import org.trunkline.webhooks.Attempt;
import org.trunkline.webhooks.Hook;
import org.trunkline.webhooks.Webhook;
import org.trunkline.webhooks.WebhookService;
import org.trunkline.webhooks.spi.DeliveryStore;
import org.trunkline.webhooks.spi.StoredWebhook;
import org.trunkline.webhooks.spi.WebhookStore;

/** Keeps webhooks: who may write them, and where they may lead. */
@Component
public final class WebhookManager implements WebhookService {
    static final String TOPIC = "webhooks";

    private static final int DISABLED_AT_ONCE = 500;

    /** So much of what nobody knows is repeated. */
    private static final int SHOWN_LENGTH_MAX = 64;

    private final WebhookStore store;
    private final DeliveryStore deliveries;
    private final WebhookDelivery delivery;
    private final Secrets secrets;
    private final AccountTree tree;
    private final Access access;
    private final Clock clock;

    @Activate
    public WebhookManager(
            @Reference WebhookStore store,
            @Reference DeliveryStore deliveries,
            @Reference WebhookDelivery delivery,
            @Reference Secrets secrets,
            @Reference AccountTree tree,
            @Reference Access access,
            @Reference Clock clock) {
        this.store = store;
        this.deliveries = deliveries;
        this.delivery = delivery;
        this.secrets = secrets;
        this.tree = tree;
        this.access = access;
        this.clock = clock;
    }

    @Override
    public List<Hook> hooks() {
        return List.of(WebhookDocument.OBJECT);
    }

    @Override
    public List<ObjectNode> samples(String hook) {
        if (!hook.equals(WebhookDocument.OBJECT.id())) {
            throw new NotFoundException(hook.length() > SHOWN_LENGTH_MAX ? hook.substring(0, SHOWN_LENGTH_MAX) : hook);
        }
        return Payload.samples();
    }

    @Override
    public Written create(Caller caller, AccountId account, ObjectNode document) {
        access.require(caller, account, Permission.WEBHOOK_MANAGE);
        WebhookDocument.Read read = WebhookDocument.read(document, delivery::allows);
        if (store.list(account, Optional.empty(), WEBHOOKS_MAX, true).size() == WEBHOOKS_MAX) {
            throw new InvalidException(
                    "webhooks", "maxItems", "An account may have at most " + WEBHOOKS_MAX + " webhooks");
        }
        Instant now = now();
        String id = Ids.random();
        Optional<String> made = read.secret().isPresent() ? Optional.empty() : Optional.of(Ids.random() + Ids.random());
        Webhook webhook = new Webhook(id, account, read.document(), Optional.empty(), now, now, 0);
        String secret = read.secret().or(() -> made).orElseThrow();
        StoredWebhook stored = new StoredWebhook(webhook, wrapped(id, secret));
        Change change =
                change(caller, "created", Json.object(), webhook, read.secret().isPresent());
        return new Written(store.insert(stored, change).webhook(), made);
    }

    @Override
    public Webhook get(Caller caller, AccountId account, String id) {
        access.require(caller, account, Permission.WEBHOOK_MANAGE);
        return stored(account, id).webhook();
    }

    @Override
    public Page<Webhook> list(Caller caller, AccountId account, PageRequest page) {
        access.require(caller, account, Permission.WEBHOOK_MANAGE);
        if (!page.startKey().map(Ids::isWellFormed).orElse(true)) {
            throw new InvalidException("start_key", "invalid", "start_key must be one that a list has named");
        }
        List<Webhook> rows = store.list(account, page.startKey(), page.size() + 1, page.ascending()).stream()
                .map(StoredWebhook::webhook)
                .toList();
        return Page.cut(rows, page, Webhook::id);
    }

    @Override
    public Webhook replace(Caller caller, AccountId account, String id, ObjectNode document, LongPredicate expected) {
        return change(caller, account, id, expected, old -> document);
    }

    @Override
    public Webhook merge(Caller caller, AccountId account, String id, ObjectNode changes, LongPredicate expected) {
        return change(caller, account, id, expected, old -> Json.merged(old, changes));
    }

    private Webhook change(
            Caller caller, AccountId account, String id, LongPredicate expected, UnaryOperator<ObjectNode> wanted) {
        access.require(caller, account, Permission.WEBHOOK_MANAGE);
        Webhook written = Races.win(() -> {
            StoredWebhook old = stored(account, id, expected);
            WebhookDocument.Read read =
                    WebhookDocument.read(wanted.apply(old.webhook().document()), delivery::allows);
            Webhook changed = written(old.webhook(), read.document());
            String secret = read.secret().map(each -> wrapped(id, each)).orElse(old.wrappedSecret());
            Change change = change(
                    caller,
                    "changed",
                    old.webhook().document(),
                    changed,
                    read.secret().isPresent());
            return store.update(new StoredWebhook(changed, secret), change).webhook();
        });
        delivery.wake();
        return written;
    }

    /** The reason goes with the first write by which it is not disabled any more. */
    private Webhook written(Webhook old, ObjectNode document) {
        Webhook changed = new Webhook(
                old.id(), old.account(), document, old.disableReason(), old.created(), now(), old.revision());
        return changed.enabled() ? changed.withoutReason() : changed;
    }

    @Override
    public Webhook delete(Caller caller, AccountId account, String id, LongPredicate expected) {
        access.require(caller, account, Permission.WEBHOOK_MANAGE);
        return Races.win(() -> {
            StoredWebhook old = stored(account, id, expected);
            store.delete(old, new Change(TOPIC, id, account, "deleted", caller, now(), "{}"));
            return old.webhook();
        });
    }

    @Override
    public List<Webhook> reEnable(Caller caller, AccountId account, boolean below) {
        access.require(caller, account, Permission.WEBHOOK_MANAGE);
        List<Webhook> enabled = new ArrayList<>();
        String after = "";
        List<StoredWebhook> some;
        do {
            some = store.disabled(after, DISABLED_AT_ONCE);
            for (StoredWebhook each : some) {
                AccountId owner = each.webhook().account();
                if (owner.equals(account) || below && tree.contains(account, owner)) {
                    reEnabled(caller, each.webhook()).ifPresent(enabled::add);
                }
                after = each.webhook().id();
            }
        } while (some.size() == DISABLED_AT_ONCE);
        delivery.wake();
        return enabled;
    }

    private Optional<Webhook> reEnabled(Caller caller, Webhook webhook) {
        return Races.win(() -> {
            Optional<StoredWebhook> old = store.find(webhook.account(), webhook.id())
                    .filter(each -> each.webhook().disableReason().isPresent());
            if (old.isEmpty()) {
                return Optional.empty();
            }
            ObjectNode before = old.get().webhook().document();
            Webhook changed = written(old.get().webhook(), before.deepCopy().put(Webhook.ENABLED, true));
            StoredWebhook stored = new StoredWebhook(changed, old.get().wrappedSecret());
            return Optional.of(store.update(stored, change(caller, "changed", before, changed, false))
                    .webhook());
        });
    }

    @Override
    public Page<Attempt> attempts(Caller caller, AccountId account, Optional<String> webhook, PageRequest page) {
        access.require(caller, account, Permission.WEBHOOK_MANAGE);
        webhook.ifPresent(id -> stored(account, id));
        return deliveries.attempts(account, webhook, page);
    }

    private String wrapped(String id, String secret) {
        return secrets.wrap(secret.getBytes(StandardCharsets.UTF_8), Attempts.label(id));
    }

    private StoredWebhook stored(AccountId account, String id, LongPredicate expected) {
        StoredWebhook stored = stored(account, id);
        return Races.expected(stored, stored.webhook().revision(), expected);
    }

    private StoredWebhook stored(AccountId account, String id) {
        return store.find(account, id).orElseThrow(() -> new NotFoundException(id));
    }

    private Change change(Caller caller, String action, ObjectNode before, Webhook after, boolean newSecret) {
        ObjectNode detail = Json.object();
        detail.set("changes", Differences.of(before, after.document()));
        if (newSecret) {
            detail.put("new_secret", true);
        }
        return new Change(TOPIC, after.id(), after.account(), action, caller, now(), Json.write(detail));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
