package org.trunkline.whitelabel.jpa.internal;

import org.junit.jupiter.api.AfterEach;
import org.trunkline.persistence.testing.StoreDatabase;
import org.trunkline.persistence.testing.StoreDatabases;
import org.trunkline.whitelabel.spi.WhitelabelStore;
import org.trunkline.whitelabel.spi.WhitelabelStoreContract;

/** The contract on H2. */
final class H2WhitelabelStoreTest implements WhitelabelStoreContract {
    private final StoreDatabase database = StoreDatabases.h2(WhitelabelMigrations.DOMAIN);

    @Override
    public WhitelabelStore store() {
        return new JpaWhitelabelStore(database.unit(), database.changes(), database.schema());
    }

    @AfterEach
    void close() {
        database.close();
    }
}
