package org.trunkline.apps.spi;

/** The contract in memory. */
class InMemoryAppStoreTest implements AppStoreContract {
    private final AppStore store = new InMemoryAppStore();

    @Override
    public AppStore store() {
        return store;
    }
}
