package org.trunkline.ledger.jpa.internal;

import org.junit.jupiter.api.AfterEach;
import org.trunkline.ledger.spi.EntryReader;
import org.trunkline.ledger.spi.EntryReaderContract;
import org.trunkline.ledger.spi.FundingStore;
import org.trunkline.ledger.spi.FundingStoreContract;
import org.trunkline.ledger.spi.LedgerStore;
import org.trunkline.ledger.spi.LedgerStoreContract;
import org.trunkline.persistence.testing.StoreDatabase;
import org.trunkline.persistence.testing.StoreDatabases;

/** The contracts on real PostgreSQL. */
final class PostgresLedgerStoreTest implements LedgerStoreContract, EntryReaderContract, FundingStoreContract {
    private final StoreDatabase database = StoreDatabases.postgres(LedgerMigrations.DOMAIN);
    private final LedgerStore store = new JpaLedgerStore(database.unit(), database.changes(), database.schema());

    @Override
    public LedgerStore store() {
        return store;
    }

    @Override
    public EntryReader reader() {
        return new JpaEntryReader(database.unit(), database.changes(), database.schema());
    }

    @Override
    public FundingStore fundings() {
        return new JpaFundingStore(database.unit(), database.changes(), database.schema());
    }

    @AfterEach
    void close() {
        database.close();
    }
}
