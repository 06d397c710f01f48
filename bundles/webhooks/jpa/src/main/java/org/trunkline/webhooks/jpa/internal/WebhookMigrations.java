package org.trunkline.webhooks.jpa.internal;

import java.util.List;
import org.osgi.service.component.annotations.Component;
import org.trunkline.persistence.MigrationSource;

/** The tables of webhooks. */
@Component
public final class WebhookMigrations implements MigrationSource {
    static final String DOMAIN = "webhooks";

    @Override
    public String domain() {
        return DOMAIN;
    }

    @Override
    public List<String> forgetting() {
        return List.of(
                "delete from webhook_queue where webhook_id in (select id from webhook where account_id = ?)",
                "delete from webhook_delivery where account_id = ?",
                "delete from webhook_attempt where account_id = ?",
                "delete from webhook where account_id = ?");
    }
}
