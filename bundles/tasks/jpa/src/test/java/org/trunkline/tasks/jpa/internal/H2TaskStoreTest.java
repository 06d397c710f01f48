package org.trunkline.tasks.jpa.internal;

import org.junit.jupiter.api.AfterEach;
import org.trunkline.persistence.testing.StoreDatabase;
import org.trunkline.persistence.testing.StoreDatabases;
import org.trunkline.tasks.spi.TaskStore;
import org.trunkline.tasks.spi.TaskStoreContract;

/** The contract on H2. */
final class H2TaskStoreTest implements TaskStoreContract {
    private final StoreDatabase database = StoreDatabases.h2(TaskMigrations.DOMAIN);
    private final TaskStore store = new JpaTaskStore(database.unit(), database.changes(), database.schema());

    @Override
    public TaskStore store() {
        return store;
    }

    @AfterEach
    void close() {
        database.close();
    }
}
