package org.trunkline.ledger.jpa.internal;

import org.junit.jupiter.api.AfterEach;
import org.trunkline.ledger.spi.LedgerStore;
import org.trunkline.ledger.spi.LedgerStoreContract;
import org.trunkline.persistence.testing.StoreDatabase;
import org.trunkline.persistence.testing.StoreDatabases;

/** The contract on PostgreSQL. */
final class PostgresLedgerStoreTest implements LedgerStoreContract {
    private final StoreDatabase database = StoreDatabases.postgres(LedgerMigrations.DOMAIN);
    private final LedgerStore store = new JpaLedgerStore(database.unit(), database.changes(), database.schema());

    @Override
    public LedgerStore store() {
        return store;
    }

    @AfterEach
    void close() {
        database.close();
    }
}
