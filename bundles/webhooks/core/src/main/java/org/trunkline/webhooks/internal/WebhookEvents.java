package org.trunkline.webhooks.internal;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.trunkline.accounts.AccountService;
import org.trunkline.accounts.DeletedAccount;
import org.trunkline.json.Json;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.AccountNode;
import org.trunkline.kernel.AccountTree;
import org.trunkline.kernel.Caller;
import org.trunkline.kernel.ChangeFeed;
import org.trunkline.kernel.Outbox;
import org.trunkline.kernel.Outbox.Entry;
import org.trunkline.webhooks.Webhook;
import org.trunkline.webhooks.spi.Delivery;
import org.trunkline.webhooks.spi.WebhookStore;

/** Makes a delivery for each webhook that wants to know of a change: of its account, or of one below where it says so. */
@Component(service = WebhookEvents.class, immediate = true)
public final class WebhookEvents {
    private static final int ID_LENGTH = 32;

    private final WebhookStore webhooks;
    private final WebhookDelivery delivery;
    private final AccountTree tree;
    private final AccountService accounts;
    private final List<ChangeFeed.Subscription> subscriptions;

    @Activate
    public WebhookEvents(
            @Reference WebhookStore webhooks,
            @Reference WebhookDelivery delivery,
            @Reference AccountTree tree,
            @Reference AccountService accounts,
            @Reference Outbox outbox) {
        this.webhooks = webhooks;
        this.delivery = delivery;
        this.tree = tree;
        this.accounts = accounts;
        subscriptions = Payload.ACTIONS.entrySet().stream()
                .map(each -> outbox.consume("webhooks-" + each.getKey(), each.getKey(), each.getValue(), this::tell))
                .toList();
    }

    @Deactivate
    void close() {
        subscriptions.forEach(ChangeFeed.Subscription::close);
    }

    private void tell(Entry entry) {
        for (var stored : webhooks.enabled(concerned(entry.account()))) {
            Webhook webhook = stored.webhook();
            boolean isNear = webhook.account().equals(entry.account()) || webhook.includesSubaccounts();
            if (isNear && Payload.isWanted(webhook.document(), entry)) {
                delivery.add(new Delivery(
                        id(entry, webhook),
                        webhook.account(),
                        webhook.id(),
                        Json.write(Payload.of(webhook.document(), entry)),
                        0,
                        entry.at()));
            }
        }
    }

    /** The account and those above it. A deleted one stands in no tree any more: it was where it would come back to. */
    private List<AccountId> concerned(AccountId account) {
        List<AccountNode> chain = tree.chain(account);
        List<AccountId> concerned = new ArrayList<>(List.of(account));
        if (chain.isEmpty()) {
            accounts.deleted(Caller.system(tree.root().id(), "webhooks")).stream()
                    .filter(each -> each.id().equals(account))
                    .map(DeletedAccount::parent)
                    .findFirst()
                    .ifPresent(parent -> tree.chain(parent).forEach(each -> concerned.add(each.id())));
        } else {
            chain.stream().skip(1).forEach(each -> concerned.add(each.id()));
        }
        return concerned;
    }

    private static String id(Entry entry, Webhook webhook) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest((entry.id() + "/" + webhook.id()).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, ID_LENGTH);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
