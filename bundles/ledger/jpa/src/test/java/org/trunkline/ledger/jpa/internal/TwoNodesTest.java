package org.trunkline.ledger.jpa.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.trunkline.ledger.spi.LedgerStoreContract.ACME;
import static org.trunkline.ledger.spi.LedgerStoreContract.LATER;
import static org.trunkline.ledger.spi.LedgerStoreContract.NOW;
import static org.trunkline.ledger.spi.LedgerStoreContract.line;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.trunkline.ledger.Posting;
import org.trunkline.ledger.spi.LedgerStore;
import org.trunkline.ledger.spi.LedgerStore.Order;
import org.trunkline.persistence.testing.StoreDatabase;
import org.trunkline.persistence.testing.StoreDatabases;

/** Two nodes post to one account in turns, each with what it remembers of it. */
final class TwoNodesTest {
    @Test
    void whatOneRemembersDoesNotHideWhatTheOtherPosted() {
        try (StoreDatabase database = StoreDatabases.postgres(LedgerMigrations.DOMAIN)) {
            LedgerStore one = new JpaLedgerStore(database.unit(), database.changes(), database.schema());
            LedgerStore other = new JpaLedgerStore(database.unit(), database.changes(), database.schema());
            for (int i = 0; i < 10; i++) {
                Order order = new Order(new Posting("k" + i, List.of(line(ACME, -1, "voip"))), "test", List.of());
                (i % 3 == 0 ? one : other).post(List.of(order), NOW);
            }

            assertThat(one.totals(ACME, Instant.EPOCH, LATER).get("voip").amountMicros())
                    .isEqualTo(-10);
            assertThat(one.totals(ACME, Instant.EPOCH, LATER).get("voip").quantity())
                    .isEqualTo(600);
        }
    }
}
