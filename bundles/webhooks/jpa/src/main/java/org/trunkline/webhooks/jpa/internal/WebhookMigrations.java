package org.trunkline.webhooks.jpa.internal;

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
}
