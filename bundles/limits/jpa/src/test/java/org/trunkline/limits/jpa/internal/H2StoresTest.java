package org.trunkline.limits.jpa.internal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.trunkline.persistence.testing.H2Plans;
import org.trunkline.persistence.testing.StoreDatabases;

/** The contracts on H2. */
class H2StoresTest extends AllStores {
    H2StoresTest() {
        super(StoreDatabases.h2(LimitMigrations.DOMAIN));
    }

    @BeforeEach
    void watch() {
        H2Plans.watch(database);
    }

    @AfterEach
    void nothingIsSortedOfWhichTheFirstRowsAreWanted() {
        assertThat(H2Plans.sorting(database)).isEmpty();
    }
}
