package org.trunkline.tasks.spi;

/** The contract, in memory. */
final class InMemoryTaskStoreTest implements TaskStoreContract {
    private final TaskStore store = new InMemoryTaskStore();

    @Override
    public TaskStore store() {
        return store;
    }
}
