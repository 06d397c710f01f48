package org.trunkline.persistence.testing;

import org.junit.jupiter.api.AfterAll;

/** Transactions and the outbox on a real PostgreSQL. */
final class PostgresTransactionsTest implements TransactionsContract, OutboxContract {
    private static final StoreDatabase DATABASE = StoreDatabases.postgres("proof");

    @Override
    public StoreDatabase database() {
        return DATABASE;
    }

    @AfterAll
    static void close() {
        DATABASE.close();
    }
}
