package org.trunkline.accounts.spi;

/** The contract on memory. */
final class InMemoryAccountTemplateStoreTest implements AccountTemplateStoreContract {
    private final AccountTemplateStore store = new InMemoryAccountTemplateStore();

    @Override
    public AccountTemplateStore store() {
        return store;
    }
}
