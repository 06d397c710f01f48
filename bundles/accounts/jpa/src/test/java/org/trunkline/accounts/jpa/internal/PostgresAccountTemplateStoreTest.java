package org.trunkline.accounts.jpa.internal;

import org.junit.jupiter.api.AfterEach;
import org.trunkline.accounts.spi.AccountTemplateStore;
import org.trunkline.accounts.spi.AccountTemplateStoreContract;
import org.trunkline.persistence.testing.StoreDatabase;
import org.trunkline.persistence.testing.StoreDatabases;

/** The contract on PostgreSQL. */
final class PostgresAccountTemplateStoreTest implements AccountTemplateStoreContract {
    private final StoreDatabase database = StoreDatabases.postgres(AccountMigrations.DOMAIN);
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
