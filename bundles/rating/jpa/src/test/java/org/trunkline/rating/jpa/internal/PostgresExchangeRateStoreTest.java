package org.trunkline.rating.jpa.internal;

import org.junit.jupiter.api.AfterEach;
import org.trunkline.persistence.testing.StoreDatabase;
import org.trunkline.persistence.testing.StoreDatabases;
import org.trunkline.rating.spi.ExchangeRateStore;
import org.trunkline.rating.spi.ExchangeRateStoreContract;

/** The contract on PostgreSQL. */
final class PostgresExchangeRateStoreTest implements ExchangeRateStoreContract {
    private final StoreDatabase database = StoreDatabases.postgres(RatingMigrations.DOMAIN);
    private final ExchangeRateStore store =
            new JpaExchangeRateStore(database.unit(), database.changes(), database.schema());

    @Override
    public ExchangeRateStore exchangeRates() {
        return store;
    }

    @AfterEach
    void close() {
        database.close();
    }
}
