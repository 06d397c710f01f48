package org.trunkline.rating.jpa.internal;

import org.junit.jupiter.api.AfterEach;
import org.trunkline.persistence.testing.StoreDatabase;
import org.trunkline.persistence.testing.StoreDatabases;
import org.trunkline.rating.spi.DeckAssignmentStore;
import org.trunkline.rating.spi.DeckStore;
import org.trunkline.rating.spi.DeckStoreContract;

/** The contract on PostgreSQL. */
final class PostgresDeckStoreTest implements DeckStoreContract {
    private final StoreDatabase database = StoreDatabases.postgres(RatingMigrations.DOMAIN);
    private final DeckStore store = new JpaDeckStore(database.unit(), database.changes(), database.schema());
    private final DeckAssignmentStore assignments =
            new JpaDeckAssignmentStore(database.unit(), database.changes(), database.schema());

    @Override
    public DeckStore store() {
        return store;
    }

    @Override
    public DeckAssignmentStore assignments() {
        return assignments;
    }

    @AfterEach
    void close() {
        database.close();
    }
}
