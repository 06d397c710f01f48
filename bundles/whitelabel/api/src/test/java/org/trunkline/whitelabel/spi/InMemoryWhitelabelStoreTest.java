package org.trunkline.whitelabel.spi;

/** The contract in memory. */
final class InMemoryWhitelabelStoreTest implements WhitelabelStoreContract {
    private final WhitelabelStore store = new InMemoryWhitelabelStore();

    @Override
    public WhitelabelStore store() {
        return store;
    }
}
