package org.trunkline.ledger.internal;

import org.junit.jupiter.api.AfterEach;
import org.trunkline.persistence.testing.StoreDatabase;
import org.trunkline.persistence.testing.StoreDatabases;

/** The whole ledger on H2. */
final class H2LedgerTest implements LedgerOnDatabaseContract {
    private final StoreDatabase database = StoreDatabases.h2("ledger");

    @Override
    public StoreDatabase database() {
        return database;
    }

    @AfterEach
    void close() {
        database.close();
    }
}
