package org.trunkline.whitelabel.jpa.internal;

import org.junit.jupiter.api.AfterEach;
import org.trunkline.persistence.testing.StoreDatabase;
import org.trunkline.persistence.testing.StoreDatabases;
import org.trunkline.whitelabel.spi.WhitelabelStore;
import org.trunkline.whitelabel.spi.WhitelabelStoreContract;

/** The contract on Postgres. */
final class PostgresWhitelabelStoreTest implements WhitelabelStoreContract {
    private final StoreDatabase database = StoreDatabases.postgres(WhitelabelMigrations.DOMAIN);

    @Override
    public WhitelabelStore store() {
        return new JpaWhitelabelStore(database.unit(), database.changes(), database.schema());
    }

    @AfterEach
    void close() {
        database.close();
    }
}
