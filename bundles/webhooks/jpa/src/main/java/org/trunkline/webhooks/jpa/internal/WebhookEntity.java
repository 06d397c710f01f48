package org.trunkline.webhooks.jpa.internal;

import java.util.Optional;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Table;
import org.trunkline.json.Json;
import org.trunkline.kernel.AccountId;
import org.trunkline.webhooks.Webhook;
import org.trunkline.webhooks.spi.StoredWebhook;

/** One row of {@code webhook}. Never leaves this package. */
@Entity
@Table(name = "webhook")
public class WebhookEntity {
    @Id
    @Column(name = "id", length = 32)
    private String id;

    @Column(name = "account_id", nullable = false)
    private String account;

    /** Compared under the lock of the row; not a JPA version, which a change of nothing would not move. */
    @Column(name = "revision", nullable = false)
    private long revision;

    @Column(name = "enabled", nullable = false)
    private boolean enabled;

    @Column(name = "disable_reason")
    private String disableReason;

    @Column(name = "wrapped_secret", nullable = false)
    private String wrappedSecret;

    @Column(name = "created_at_micros", nullable = false)
    private long createdAtMicros;

    @Column(name = "modified_at_micros", nullable = false)
    private long modifiedAtMicros;

    @Column(name = "document", nullable = false)
    private String document;

    protected WebhookEntity() {}

    WebhookEntity(StoredWebhook stored) {
        id = stored.webhook().id();
        account = stored.webhook().account().value();
        createdAtMicros = Micros.of(stored.webhook().created());
        write(stored);
    }

    void write(StoredWebhook stored) {
        Webhook webhook = stored.webhook();
        enabled = webhook.enabled();
        disableReason = webhook.disableReason().orElse(null);
        wrappedSecret = stored.wrappedSecret();
        modifiedAtMicros = Micros.of(webhook.modified());
        document = Json.write(webhook.document());
        revision++;
    }

    boolean is(Webhook webhook) {
        return account.equals(webhook.account().value()) && revision == webhook.revision();
    }

    boolean isEnabled() {
        return enabled;
    }

    StoredWebhook toStored() {
        return new StoredWebhook(
                new Webhook(
                        id,
                        new AccountId(account),
                        Json.parseObject(document),
                        Optional.ofNullable(disableReason),
                        Micros.toInstant(createdAtMicros),
                        Micros.toInstant(modifiedAtMicros),
                        revision),
                wrappedSecret);
    }
}
