package org.trunkline.accounts.jpa.internal;

import org.junit.jupiter.api.AfterEach;
import org.trunkline.accounts.spi.AccountTemplateStore;
import org.trunkline.accounts.spi.AccountTemplateStoreContract;
import org.trunkline.persistence.testing.StoreDatabase;
import org.trunkline.persistence.testing.StoreDatabases;

/** The contract on H2. */
final class H2AccountTemplateStoreTest implements AccountTemplateStoreContract {
    private final StoreDatabase database = StoreDatabases.h2(AccountMigrations.DOMAIN);
    private final AccountTemplateStore store =
            new JpaAccountTemplateStore(database.unit(), database.changes(), database.schema());

    @Override
    public AccountTemplateStore store() {
        return store;
    }

    @AfterEach
    void close() {
        database.close();
    }
}
