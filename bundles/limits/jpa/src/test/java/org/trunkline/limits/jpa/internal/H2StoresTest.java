package org.trunkline.limits.jpa.internal;

import org.trunkline.persistence.testing.StoreDatabases;

/** The contracts on H2. */
class H2StoresTest extends AllStores {
    H2StoresTest() {
        super(StoreDatabases.h2(LimitMigrations.DOMAIN));
    }
}
