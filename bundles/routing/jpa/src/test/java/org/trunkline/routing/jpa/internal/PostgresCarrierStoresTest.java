package org.trunkline.routing.jpa.internal;

import org.junit.jupiter.api.AfterEach;
import org.trunkline.persistence.testing.StoreDatabase;
import org.trunkline.persistence.testing.StoreDatabases;
import org.trunkline.routing.spi.AccessListStore;
import org.trunkline.routing.spi.AccessListStoreContract;
import org.trunkline.routing.spi.CarrierStore;
import org.trunkline.routing.spi.CarrierStoreContract;

/** The contracts on Postgres. */
final class PostgresCarrierStoresTest implements CarrierStoreContract, AccessListStoreContract {
    private final StoreDatabase database = StoreDatabases.postgres(RoutingMigrations.DOMAIN);

    @Override
    public CarrierStore carriers() {
        return new JpaCarrierStore(database.unit(), database.changes(), database.schema());
    }

    @Override
    public AccessListStore lists() {
        return new JpaAccessListStore(database.unit(), database.changes(), database.schema());
    }

    @AfterEach
    void close() {
        database.close();
    }
}
