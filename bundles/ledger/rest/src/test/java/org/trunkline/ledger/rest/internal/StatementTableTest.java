package org.trunkline.ledger.rest.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.trunkline.kernel.AccountNode;
import org.trunkline.ledger.Entry;
import org.trunkline.ledger.ServiceTotal;
import org.trunkline.ledger.Statement;
import org.trunkline.rest.Rows;

/** A statement of some calls, with 100 units before them. */
class StatementTableTest {

    private static List<ObjectNode> rows(int calls) {
        List<ObjectNode> rows = new ArrayList<>();
        table(calls).forEach(rows::add);
        return rows;
    }

    private static Rows table(int calls) {
        Statement statement = new Statement() {
            @Override
            public AccountNode account() {
                return Fixtures.NODE;
            }

            @Override
            public Instant from() {
                return Fixtures.NOON.minusSeconds(3_600);
            }

            @Override
            public Instant to() {
                return Fixtures.NOON.plusSeconds(3_600);
            }

            @Override
            public long openingMicros() {
                return 100_000_000;
            }

            @Override
            public Map<String, ServiceTotal> totals() {
                return Map.of();
            }

            @Override
            public void forEach(Consumer<Entry> reader) {
                IntStream.rangeClosed(1, calls).mapToObj(Fixtures::call).forEach(reader);
            }
        };
        return new StatementTable(statement, new EntryJson(Fixtures.TREE)).rows();
    }

    @Test
    void goesFromTheOpeningBalanceOverEntriesAndSumsToTheClosingBalance() {
        List<ObjectNode> rows = rows(3);

        assertThat(rows)
                .extracting(row -> row.path("type").asText())
                .containsExactly("opening", "entry", "entry", "entry", "total", "closing");
        assertThat(rows.get(0).path("balance").intValue()).isEqualTo(100);
        assertThat(rows.get(1).path("parties").asText()).isEqualTo("+14155550100 > +442071838750");
        assertThat(rows.get(4).path("source_service").asText()).isEqualTo("per-minute-voip");
        assertThat(rows.get(4).path("amount").intValue()).isEqualTo(-3);
        assertThat(rows.get(4).path("usage_quantity").intValue()).isEqualTo(180);
        assertThat(rows.get(5).path("balance").intValue()).isEqualTo(97);
    }

    @Test
    void saysWhoseAndOfWhatTime() {
        assertThat(table(0).title())
                .containsExactly(
                        "Acme (" + Fixtures.ACME + ")",
                        "Statement 2026-11-28 11:00:00 UTC to 2026-11-28 12:59:59 UTC, USD");
        assertThat(rows(0)).extracting(row -> row.path("type").asText()).containsExactly("opening", "closing");
    }
}
