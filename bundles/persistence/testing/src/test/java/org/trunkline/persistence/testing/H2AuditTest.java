package org.trunkline.persistence.testing;

import org.junit.jupiter.api.AfterEach;

/** The audit on H2. */
final class H2AuditTest implements AuditContract {
    private final StoreDatabase database = StoreDatabases.h2("proof");

    @Override
    public StoreDatabase database() {
        return database;
    }

    @AfterEach
    void close() {
        database.close();
    }
}
