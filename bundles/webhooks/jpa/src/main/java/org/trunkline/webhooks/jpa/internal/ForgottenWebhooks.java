package org.trunkline.webhooks.jpa.internal;

import java.util.List;
import javax.persistence.EntityManagerFactory;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.trunkline.kernel.Outbox;
import org.trunkline.persistence.ChangeLog;
import org.trunkline.persistence.ForgottenRows;
import org.trunkline.persistence.SchemaReady;

/** Webhooks of an account go with it, and what waited for them. */
@Component(service = ForgottenWebhooks.class, immediate = true)
public final class ForgottenWebhooks {
    static final List<String> DELETES = List.of(
            "delete from QueueEntity q where q.webhook in (select w.id from WebhookEntity w where w.account = :account)",
            "delete from DeliveryEntity d where d.account = :account",
            "delete from AttemptEntity a where a.account = :account",
            "delete from WebhookEntity w where w.account = :account");

    private final ForgottenRows rows;

    /** @param schema only waited for: the tables */
    @Activate
    public ForgottenWebhooks(
            @Reference(target = "(osgi.unit.name=webhooks)") EntityManagerFactory unit,
            @Reference ChangeLog changes,
            @Reference(target = "(domain=webhooks)") SchemaReady schema,
            @Reference Outbox outbox) {
        rows = new ForgottenRows(outbox, unit, changes, WebhookMigrations.DOMAIN, DELETES);
    }

    @Deactivate
    void close() {
        rows.close();
    }
}
