package org.trunkline.whitelabel.jpa.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.trunkline.persistence.testing.ForgottenRowsCheck;
import org.trunkline.persistence.testing.StoreDatabase;
import org.trunkline.persistence.testing.StoreDatabases;

class ForgottenWhitelabelTest {
    private static final Map<String, String> OTHERS = Map.of();
    private static final Set<String> KEPT = Set.of();

    @Test
    void nothingOfAForgottenAccountIsLeftOnH2() {
        check(StoreDatabases.h2(WhitelabelMigrations.DOMAIN));
    }

    @Test
    void nothingOfAForgottenAccountIsLeftOnPostgres() {
        check(StoreDatabases.postgres(WhitelabelMigrations.DOMAIN));
    }

    private static void check(StoreDatabase fresh) {
        try (StoreDatabase database = fresh) {
            assertThat(ForgottenRowsCheck.leftOrLost(
                            database,
                            outbox -> new ForgottenWhitelabel(
                                    database.unit(), database.changes(), database.schema(), outbox),
                            OTHERS,
                            KEPT))
                    .isEmpty();
        }
    }
}
