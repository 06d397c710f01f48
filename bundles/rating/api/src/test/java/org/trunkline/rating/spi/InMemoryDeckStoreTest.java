package org.trunkline.rating.spi;

/** The contract, in memory. */
final class InMemoryDeckStoreTest implements DeckStoreContract {
    private final DeckStore store = new InMemoryDeckStore(change -> {});
    private final DeckAssignmentStore assignments = new InMemoryDeckAssignmentStore(change -> {});

    @Override
    public DeckStore store() {
        return store;
    }

    @Override
    public DeckAssignmentStore assignments() {
        return assignments;
    }
}
