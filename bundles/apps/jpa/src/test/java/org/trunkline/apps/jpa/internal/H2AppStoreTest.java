package org.trunkline.apps.jpa.internal;

import org.junit.jupiter.api.AfterEach;
import org.trunkline.apps.spi.AppStore;
import org.trunkline.apps.spi.AppStoreContract;
import org.trunkline.persistence.testing.StoreDatabase;
import org.trunkline.persistence.testing.StoreDatabases;

/** The contract on H2. */
class H2AppStoreTest implements AppStoreContract {
    private final StoreDatabase database = StoreDatabases.h2(AppMigrations.DOMAIN);
    private final AppStore store = new JpaAppStore(database.unit(), database.changes(), database.schema());

    @Override
    public AppStore store() {
        return store;
    }

    @AfterEach
    void close() {
        database.close();
    }
}
