package org.trunkline.limits.jpa.internal;

import org.trunkline.persistence.testing.StoreDatabases;

/** The contracts on PostgreSQL. */
class PostgresStoresTest extends AllStores {
    PostgresStoresTest() {
        super(StoreDatabases.postgres(LimitMigrations.DOMAIN));
    }
}
