package org.trunkline.accounts.jpa.internal;

import org.junit.jupiter.api.AfterEach;
import org.trunkline.accounts.spi.AccountStore;
import org.trunkline.accounts.spi.AccountWritersContract;
import org.trunkline.persistence.testing.StoreDatabase;
import org.trunkline.persistence.testing.StoreDatabases;

/** The contract on H2. */
final class H2AccountStoreTest implements AccountWritersContract {
    private final StoreDatabase database = StoreDatabases.h2(AccountMigrations.DOMAIN);
    private final AccountStore store = new JpaAccountStore(database.unit(), database.changes(), database.schema());

    @Override
    public AccountStore store() {
        return store;
    }

    @AfterEach
    void close() {
        database.close();
    }
}
