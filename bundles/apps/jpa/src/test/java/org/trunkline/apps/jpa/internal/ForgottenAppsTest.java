package org.trunkline.apps.jpa.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.trunkline.persistence.testing.ForgottenRowsCheck;
import org.trunkline.persistence.testing.StoreDatabase;
import org.trunkline.persistence.testing.StoreDatabases;

class ForgottenAppsTest {
    private static final Map<String, String> OTHERS = Map.of();
    private static final Set<String> KEPT = Set.of();

    @Test
    void nothingOfAForgottenAccountIsLeftOnH2() {
        check(StoreDatabases.h2(AppMigrations.DOMAIN));
    }

    @Test
    void nothingOfAForgottenAccountIsLeftOnPostgres() {
        check(StoreDatabases.postgres(AppMigrations.DOMAIN));
    }

    private static void check(StoreDatabase fresh) {
        try (StoreDatabase database = fresh) {
            assertThat(ForgottenRowsCheck.leftOrLost(
                            database,
                            outbox -> new ForgottenApps(database.unit(), database.changes(), database.schema(), outbox),
                            OTHERS,
                            KEPT))
                    .isEmpty();
        }
    }
}
