package org.trunkline.ledger.spi;

/** The contract on memory. */
final class InMemoryLedgerStoreTest implements LedgerStoreContract {
    private final LedgerStore store = new InMemoryLedgerStore();

    @Override
    public LedgerStore store() {
        return store;
    }
}
