package org.trunkline.accounts.spi;

/** The contract, in memory. */
final class InMemoryAccountStoreTest implements AccountWritersContract {
    private final AccountStore store = new InMemoryAccountStore();

    @Override
    public AccountStore store() {
        return store;
    }
}
