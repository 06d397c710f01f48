package org.trunkline.webhooks.spi;

import java.util.Objects;
import org.trunkline.webhooks.Webhook;

/**
 * A webhook as it is kept.
 *
 * @param wrappedSecret what signs its deliveries, encrypted
 */
public record StoredWebhook(Webhook webhook, String wrappedSecret) {
    public StoredWebhook {
        Objects.requireNonNull(webhook, "webhook");
        Objects.requireNonNull(wrappedSecret, "wrappedSecret");
    }

    public StoredWebhook atRevision(long revision) {
        return new StoredWebhook(webhook.atRevision(revision), wrappedSecret);
    }

    @Override
    public String toString() {
        return webhook.toString();
    }
}
