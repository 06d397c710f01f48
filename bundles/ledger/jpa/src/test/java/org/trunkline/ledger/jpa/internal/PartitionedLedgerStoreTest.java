package org.trunkline.ledger.jpa.internal;

import java.time.Clock;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterEach;
import org.trunkline.ledger.spi.LedgerStore;
import org.trunkline.ledger.spi.LedgerStoreContract;
import org.trunkline.persistence.testing.StoreDatabase;
import org.trunkline.persistence.testing.StoreDatabases;

/** The contract on PostgreSQL with a partition per month. */
final class PartitionedLedgerStoreTest implements LedgerStoreContract {
    private final StoreDatabase database = StoreDatabases.postgres(LedgerMigrations.DOMAIN);
    private final LedgerStore store = divided();

    private LedgerStore divided() {
        new MonthPartitions(database.transactions(), Clock.fixed(NOW, ZoneOffset.UTC)).prepare();
        return new JpaLedgerStore(database.unit(), database.changes(), database.schema());
    }

    @Override
    public LedgerStore store() {
        return store;
    }

    @AfterEach
    void close() {
        database.close();
    }
}
