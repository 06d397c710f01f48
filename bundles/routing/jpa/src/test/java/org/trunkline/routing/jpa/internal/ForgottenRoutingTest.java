package org.trunkline.routing.jpa.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.trunkline.persistence.testing.ForgottenRowsCheck;
import org.trunkline.persistence.testing.StoreDatabase;
import org.trunkline.persistence.testing.StoreDatabases;

class ForgottenRoutingTest {
    private static final Map<String, String> OTHERS = Map.of("carrier", "pool");
    private static final Set<String> KEPT = Set.of();

    @Test
    void nothingOfAForgottenAccountIsLeftOnH2() {
        check(StoreDatabases.h2(RoutingMigrations.DOMAIN));
    }

    @Test
    void nothingOfAForgottenAccountIsLeftOnPostgres() {
        check(StoreDatabases.postgres(RoutingMigrations.DOMAIN));
    }

    private static void check(StoreDatabase fresh) {
        try (StoreDatabase database = fresh) {
            assertThat(ForgottenRowsCheck.leftOrLost(
                            database,
                            outbox -> new ForgottenRouting(
                                    database.unit(), database.changes(), database.schema(), outbox),
                            OTHERS,
                            KEPT))
                    .isEmpty();
        }
    }
}
