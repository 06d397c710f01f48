package org.trunkline.persistence.testing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** The audit on H2. */
final class H2AuditTest implements AuditContract {
    private final StoreDatabase database = StoreDatabases.h2("proof");

    @Override
    public StoreDatabase database() {
        return database;
    }

    @BeforeEach
    void watch() {
        H2Plans.watch(database);
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
