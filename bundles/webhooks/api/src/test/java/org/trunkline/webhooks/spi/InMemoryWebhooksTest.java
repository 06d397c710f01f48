package org.trunkline.webhooks.spi;

/** The contracts in memory. */
final class InMemoryWebhooksTest implements WebhookStoreContract, DeliveryStoreContract {
    private final InMemoryWebhooks stores = new InMemoryWebhooks();

    @Override
    public WebhookStore webhooks() {
        return stores;
    }

    @Override
    public DeliveryStore deliveries() {
        return stores;
    }
}
