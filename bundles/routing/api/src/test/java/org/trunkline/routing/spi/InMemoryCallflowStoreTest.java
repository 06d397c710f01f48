package org.trunkline.routing.spi;

/** The contract in memory. */
class InMemoryCallflowStoreTest implements CallflowStoreContract {
    private final CallflowStore store = new InMemoryCallflowStore();

    @Override
    public CallflowStore store() {
        return store;
    }
}
