package org.trunkline.persistence.testing;

import org.junit.jupiter.api.AfterAll;

/** Transactions and the outbox on H2. */
final class H2TransactionsTest implements TransactionsContract, OutboxContract {
    private static final StoreDatabase DATABASE = StoreDatabases.h2("proof");

    @Override
    public StoreDatabase database() {
        return DATABASE;
    }

    @AfterAll
    static void close() {
        DATABASE.close();
    }
}
