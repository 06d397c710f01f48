package org.trunkline.webhooks.jpa.internal;

import org.junit.jupiter.api.AfterEach;
import org.trunkline.persistence.testing.StoreDatabase;
import org.trunkline.persistence.testing.StoreDatabases;
import org.trunkline.webhooks.spi.DeliveryStore;
import org.trunkline.webhooks.spi.DeliveryStoreContract;
import org.trunkline.webhooks.spi.WebhookStore;
import org.trunkline.webhooks.spi.WebhookStoreContract;

/** The contracts on Postgres. */
final class PostgresWebhookStoresTest implements WebhookStoreContract, DeliveryStoreContract {
    private final StoreDatabase database = StoreDatabases.postgres(WebhookMigrations.DOMAIN);

    @Override
    public WebhookStore webhooks() {
        return new JpaWebhookStore(database.unit(), database.changes(), database.schema());
    }

    @Override
    public DeliveryStore deliveries() {
        return new JpaDeliveryStore(database.unit(), database.changes(), database.schema());
    }

    @AfterEach
    void close() {
        database.close();
    }
}
