package org.trunkline.numbers.jpa.internal;

import org.junit.jupiter.api.AfterEach;
import org.trunkline.numbers.spi.NumberStore;
import org.trunkline.numbers.spi.NumberStoreContract;
import org.trunkline.persistence.testing.StoreDatabase;
import org.trunkline.persistence.testing.StoreDatabases;

/** The contract on PostgreSQL. */
class PostgresNumberStoreTest implements NumberStoreContract {
    private final StoreDatabase database = StoreDatabases.postgres(NumberMigrations.DOMAIN);
    private final NumberStore store = new JpaNumberStore(database.unit(), database.changes(), database.schema());

    @Override
    public NumberStore store() {
        return store;
    }

    @AfterEach
    void close() {
        database.close();
    }
}
