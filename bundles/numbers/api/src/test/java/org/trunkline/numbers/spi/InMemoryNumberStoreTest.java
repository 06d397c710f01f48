package org.trunkline.numbers.spi;

/** The contract in memory. */
class InMemoryNumberStoreTest implements NumberStoreContract {
    private final NumberStore store = new InMemoryNumberStore();

    @Override
    public NumberStore store() {
        return store;
    }
}
