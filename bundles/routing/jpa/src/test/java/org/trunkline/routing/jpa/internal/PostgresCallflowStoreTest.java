package org.trunkline.routing.jpa.internal;

import org.junit.jupiter.api.AfterEach;
import org.trunkline.persistence.testing.StoreDatabase;
import org.trunkline.persistence.testing.StoreDatabases;
import org.trunkline.routing.spi.CallflowStore;
import org.trunkline.routing.spi.CallflowStoreContract;

/** The contract on PostgreSQL. */
class PostgresCallflowStoreTest implements CallflowStoreContract {
    private final StoreDatabase database = StoreDatabases.postgres(RoutingMigrations.DOMAIN);
    private final CallflowStore store = new JpaCallflowStore(database.unit(), database.changes(), database.schema());

    @Override
    public CallflowStore store() {
        return store;
    }

    @AfterEach
    void close() {
        database.close();
    }
}
