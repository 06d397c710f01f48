package org.trunkline.ledger.spi;

/** The contracts on memory. */
final class InMemoryLedgerStoreTest implements LedgerStoreContract, EntryReaderContract {
    private final InMemoryLedgerStore store = new InMemoryLedgerStore();

    @Override
    public LedgerStore store() {
        return store;
    }

    @Override
    public EntryReader reader() {
        return store;
    }
}
