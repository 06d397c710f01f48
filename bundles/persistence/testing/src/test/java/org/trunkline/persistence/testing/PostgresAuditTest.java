package org.trunkline.persistence.testing;

import org.junit.jupiter.api.AfterEach;

/** The audit on a real PostgreSQL. */
final class PostgresAuditTest implements AuditContract {
    private final StoreDatabase database = StoreDatabases.postgres("proof");

    @Override
    public StoreDatabase database() {
        return database;
    }

    @AfterEach
    void close() {
        database.close();
    }
}
