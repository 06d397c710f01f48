package org.trunkline.ledger.jpa.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.trunkline.ledger.spi.LedgerStoreContract.ACME;
import static org.trunkline.ledger.spi.LedgerStoreContract.GLOBEX;
import static org.trunkline.ledger.spi.LedgerStoreContract.line;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trunkline.kernel.ConflictException;
import org.trunkline.kernel.PageRequest;
import org.trunkline.ledger.Posting;
import org.trunkline.ledger.spi.LedgerStore;
import org.trunkline.ledger.spi.LedgerStore.Order;
import org.trunkline.persistence.testing.StoreDatabase;
import org.trunkline.persistence.testing.StoreDatabases;

/** A ledger on PostgreSQL, before and after it is divided by month, and when old months lie elsewhere. */
final class MonthPartitionsTest {
    private static final YearMonth FIRST = YearMonth.of(2025, 11);
    private static final int MONTHS = 6;

    private final StoreDatabase database = StoreDatabases.postgres(LedgerMigrations.DOMAIN);
    private final LedgerStore store = new JpaLedgerStore(database.unit(), database.changes(), database.schema());

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void answersStayTheSameWhenTheLedgerIsDivided() {
        postMonths(0, MONTHS);
        List<Object> before = answers();

        partitions(FIRST.plusMonths(2)).prepare();
        partitions(FIRST.plusMonths(2)).prepare();

        assertThat(answers()).isEqualTo(before);
        assertThat(tables("p")).as("the one that is asked").containsExactly("ledger_entry");
        assertThat(database.number("select count(*) from ledger_entry_first"))
                .as("what was there stays together, later months than now too")
                .isEqualTo(2 * MONTHS);
    }

    @Test
    void newEntriesLieInTheirMonthAndAreOneLedgerWithTheOldOnes() {
        postMonths(0, 3);
        partitions(FIRST.plusMonths(2)).prepare();

        postMonths(3, MONTHS);

        assertThat(database.number("select count(*) from ledger_entry_first")).isEqualTo(6);
        assertThat(database.number("select count(*) from ledger_entry_202602")).isEqualTo(2);
        assertThat(store.balance(ACME).orElseThrow().sequence()).isEqualTo(MONTHS);
        assertThat(store.imbalances()).isEmpty();
        assertThat(store.post(List.of(order(0)), at(9)).get(0).isNew())
                .as("what was posted before is not posted again")
                .isFalse();
        Order other = new Order(new Posting("k1", List.of(line(ACME, -7, "voip"))), "test", List.of());
        assertThatThrownBy(() -> store.post(List.of(other), at(9))).isInstanceOf(ConflictException.class);
    }

    @Test
    void monthsGoOnWithoutEnd() {
        partitions(FIRST).prepare();

        partitions(FIRST.plusMonths(20)).prepare();
        store.post(List.of(order(40)), at(40));

        assertThat(database.number("select count(*) from ledger_entry_202903")).isEqualTo(2);
    }

    @Test
    void oldMonthsMoveAndAnswerAsBefore(@TempDir Path directory) throws IOException {
        partitions(FIRST).prepare();
        postMonths(0, MONTHS);
        List<Object> before = answers();
        Path cheap = Files.createDirectory(directory.resolve("cheap"));
        execute("create tablespace cheap_" + name() + " location '" + cheap + "'");
        MonthPartitions partitions = partitions(FIRST.plusMonths(4));

        int moved = partitions.archive(2, "cheap_" + name());

        assertThat(moved).as("the first one and the one after it").isEqualTo(2);
        assertThat(partitions.archive(2, "cheap_" + name())).as("once").isZero();
        assertThat(database.query("select relname::text from pg_class c join pg_tablespace t on t.oid = c.reltablespace"
                        + " where spcname = 'cheap_" + name() + "' and relkind = 'r' order by 1"))
                .extracting(row -> row.get("relname"))
                .containsExactly("ledger_entry_202512", "ledger_entry_first");
        assertThat(answers()).isEqualTo(before);
        postMonths(MONTHS, MONTHS + 1);
        assertThat(store.imbalances()).isEmpty();
        execute("drop table ledger_entry");
        execute("drop tablespace cheap_" + name());
    }

    private MonthPartitions partitions(YearMonth now) {
        Instant at = now.atDay(15).atStartOfDay(ZoneOffset.UTC).toInstant();
        return new MonthPartitions(database.transactions(), Clock.fixed(at, ZoneOffset.UTC));
    }

    /** Everything that somebody may ask of these accounts. */
    private List<Object> answers() {
        List<Object> answers = new ArrayList<>();
        for (int month = -1; month <= MONTHS; month++) {
            answers.add(store.totals(ACME, at(month), at(month + 2)));
            answers.add(store.entries(ACME, "voip", at(month), at(month + 3), PageRequest.first()));
            answers.add(store.shares(GLOBEX, number(FIRST.plusMonths(month))));
            answers.add(store.posted("k" + month));
        }
        store.forEachEntry(ACME, Long.MAX_VALUE, entry -> {
            answers.add(entry);
            answers.add(store.entry(ACME, entry.entry().id()).orElseThrow());
        });
        store.forEachBalance(answers::add);
        answers.add(store.imbalances());
        return answers;
    }

    private void postMonths(int from, int to) {
        for (int month = from; month < to; month++) {
            store.post(List.of(order(month)), at(month));
        }
    }

    private static Order order(int month) {
        Posting posting =
                new Posting("k" + month, List.of(line(ACME, -5, "voip"), line(GLOBEX, -3 - month, "voip", ACME)));
        return new Order(posting, "test", List.of());
    }

    private static Instant at(int month) {
        return FIRST.plusMonths(month).atDay(10).atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    private static int number(YearMonth month) {
        return month.getYear() * 100 + month.getMonthValue();
    }

    private List<Object> tables(String kind) {
        return database.query("select relname::text from pg_class where relkind = '" + kind + "'").stream()
                .map(Map::values)
                .<Object>map(row -> row.iterator().next())
                .toList();
    }

    private String name() {
        return String.valueOf(
                database.query("select current_database()::text as name").get(0).get("name"));
    }

    private void execute(String sql) {
        try (var connection = database.dataSource().getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }
}
