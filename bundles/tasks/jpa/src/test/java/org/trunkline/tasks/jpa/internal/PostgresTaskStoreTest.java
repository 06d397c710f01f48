package org.trunkline.tasks.jpa.internal;

import org.junit.jupiter.api.AfterEach;
import org.trunkline.persistence.testing.StoreDatabase;
import org.trunkline.persistence.testing.StoreDatabases;
import org.trunkline.tasks.spi.TaskStore;
import org.trunkline.tasks.spi.TaskStoreContract;

/** The contract on PostgreSQL. */
final class PostgresTaskStoreTest implements TaskStoreContract {
    private final StoreDatabase database = StoreDatabases.postgres(TaskMigrations.DOMAIN);
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
