package org.trunkline.ledger.jpa.internal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.trunkline.ledger.spi.EntryReader;
import org.trunkline.ledger.spi.EntryReaderContract;
import org.trunkline.ledger.spi.FundingStore;
import org.trunkline.ledger.spi.FundingStoreContract;
import org.trunkline.ledger.spi.LedgerStore;
import org.trunkline.ledger.spi.LedgerStoreContract;
import org.trunkline.persistence.testing.H2Plans;
import org.trunkline.persistence.testing.StoreDatabase;
import org.trunkline.persistence.testing.StoreDatabases;

/** The contracts on H2. */
final class H2LedgerStoreTest implements LedgerStoreContract, EntryReaderContract, FundingStoreContract {
    private final StoreDatabase database = StoreDatabases.h2(LedgerMigrations.DOMAIN);
    private final LedgerStore store = new JpaLedgerStore(database.unit(), database.changes(), database.schema());

    @BeforeEach
    void watch() {
        H2Plans.watch(database);
    }

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
        try {
            assertThat(H2Plans.sorting(database)).isEmpty();
        } finally {
            database.close();
        }
    }
}
