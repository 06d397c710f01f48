package org.trunkline.ledger.jpa.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.trunkline.ledger.spi.LedgerStoreContract.ACME;
import static org.trunkline.ledger.spi.LedgerStoreContract.GLOBEX;
import static org.trunkline.ledger.spi.LedgerStoreContract.line;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.ConflictException;
import org.trunkline.kernel.PageRequest;
import org.trunkline.ledger.Entry;
import org.trunkline.ledger.Posting;
import org.trunkline.ledger.spi.AccountBook;
import org.trunkline.ledger.spi.InMemoryLedgerStore;
import org.trunkline.ledger.spi.LedgerStore;
import org.trunkline.ledger.spi.LedgerStore.Order;
import org.trunkline.ledger.spi.Seals;
import org.trunkline.ledger.spi.StoredEntry;
import org.trunkline.persistence.testing.StoreDatabase;
import org.trunkline.persistence.testing.StoreDatabases;

/** A ledger with entries from before its indexes became tables (migration 11) answers as it did, and goes on. */
final class OldLedgerTest {
    private static final Instant FIRST = Instant.parse("2026-01-10T00:00:00Z");
    private static final int POSTINGS = 300;
    private static final List<String> SERVICES = List.of("voip", "voip", "voip", "sms", "payments");

    /** How a ledger was divided by month before. */
    private static final List<String> DIVIDED = List.of(
            "alter table ledger_entry rename to ledger_entry_first",
            "alter table ledger_entry_first rename constraint ledger_entry_pkey to ledger_entry_first_pkey",
            "alter index ledger_entry_id rename to ledger_entry_first_id",
            "alter index ledger_entry_service rename to ledger_entry_first_service",
            "alter index ledger_entry_posted rename to ledger_entry_first_posted",
            "alter table ledger_entry_first drop constraint ledger_entry_first_pkey",
            "alter table ledger_entry_first add constraint ledger_entry_first_pkey"
                    + " primary key (account_id, entry_sequence, posted_month)",
            "drop index ledger_entry_first_id",
            "create table ledger_entry (like ledger_entry_first including defaults) partition by range (posted_month)",
            "alter table ledger_entry add constraint ledger_entry_pkey"
                    + " primary key (account_id, entry_sequence, posted_month)",
            "create unique index ledger_entry_id on ledger_entry (account_id, id, posted_month)",
            "create index ledger_entry_service on ledger_entry (account_id, source_service, entry_sequence)",
            "create index ledger_entry_posted on ledger_entry (account_id, posted_at_micros, entry_sequence)",
            "alter table ledger_entry attach partition ledger_entry_first for values from (minvalue) to (202602)",
            "create table ledger_entry_202602 partition of ledger_entry for values from (202602) to (202603)");

    private final InMemoryLedgerStore expected = new InMemoryLedgerStore();
    private final Map<AccountId, List<StoredEntry>> rows = new TreeMap<>();

    @Test
    void answersAndGoesOnOnH2() throws SQLException {
        answersAndGoesOn(StoreDatabases.h2DataSource(), List.of());
    }

    @Test
    void answersAndGoesOnOnPostgres() throws SQLException {
        answersAndGoesOn(StoreDatabases.postgresDataSource(), List.of());
    }

    @Test
    void answersAndGoesOnDividedByMonth() throws SQLException {
        answersAndGoesOn(StoreDatabases.postgresDataSource(), DIVIDED);
    }

    private void answersAndGoesOn(DataSource source, List<String> before) throws SQLException {
        Flyway.configure()
                .dataSource(source)
                .locations("classpath:db/migration/ledger")
                .table("flyway_ledger")
                .baselineOnMigrate(true)
                .baselineVersion("0")
                .target("10")
                .loggers("slf4j")
                .load()
                .migrate();
        execute(source, before);
        fill(source);

        try (StoreDatabase database = StoreDatabases.of(source, LedgerMigrations.DOMAIN)) {
            LedgerStore store = new JpaLedgerStore(database.unit(), database.changes(), database.schema());
            assertThat(answers(store)).isEqualTo(answers(expected));
            for (List<StoredEntry> account : rows.values()) {
                for (StoredEntry row : account) {
                    AccountId own = row.entry().line().account();
                    assertThat(store.entry(own, row.entry().id())).contains(row.entry());
                    assertThat(store.entry(
                                    own.equals(ACME) ? GLOBEX : ACME,
                                    row.entry().id()))
                            .isEmpty();
                }
            }
            assertThat(store.posted("k7"))
                    .hasSize(2)
                    .first()
                    .isEqualTo(rows.get(ACME).get(7).entry());
            assertThat(store.post(List.of(order(7)), FIRST).get(0).isNew()).isFalse();
            Order other = new Order(new Posting("k7", List.of(line(ACME, 5, "voip"))), "test", List.of());
            assertThatThrownBy(() -> store.post(List.of(other), FIRST)).isInstanceOf(ConflictException.class);

            post(expected, POSTINGS, POSTINGS + 200);
            post(store, POSTINGS, POSTINGS + 200);
            assertThat(answers(store)).isEqualTo(answers(expected));
            assertThat(store.imbalances()).isEmpty();
            String hash = Seals.FIRST;
            List<StoredEntry> all = new ArrayList<>();
            store.forEachEntry(ACME, Long.MAX_VALUE, all::add);
            for (StoredEntry row : all) {
                hash = Seals.link(hash, row.entry(), row.serviceAmountMicros(), row.serviceQuantity());
                assertThat(row.hash()).isEqualTo(hash);
            }
        }
    }

    /** Sums and pages, entries by place: their ids are not those of today. */
    private static List<Object> answers(LedgerStore store) {
        List<Object> answers = new ArrayList<>();
        for (AccountId account : List.of(ACME, GLOBEX)) {
            for (int day = -1; day < 40; day += 5) {
                Instant from = FIRST.plusSeconds(86_400L * day);
                Instant to = from.plusSeconds(10 * 86_400);
                answers.add(store.totals(account, from, to));
                for (String service : SERVICES) {
                    answers.add(store.entries(account, service, from, to, PageRequest.first()).rows().stream()
                            .map(Entry::sequence)
                            .toList());
                }
            }
        }
        return answers;
    }

    private static void post(LedgerStore store, int from, int to) {
        for (int i = from; i < to; i++) {
            store.post(List.of(order(i)), FIRST.plusSeconds(7_200L * i));
        }
    }

    private static Order order(int i) {
        String service = SERVICES.get(i / 9 * 31 % SERVICES.size());
        return new Order(
                new Posting("k" + i, List.of(line(ACME, -5 - i, service), line(GLOBEX, -3, service))),
                "test",
                List.of());
    }

    /** Writes the tables as they were filled before. */
    private void fill(DataSource source) throws SQLException {
        post(expected, 0, POSTINGS);
        Map<AccountId, String> hashes = new HashMap<>();
        List<String> statements = new ArrayList<>();
        for (AccountId account : List.of(ACME, GLOBEX)) {
            expected.forEachEntry(account, Long.MAX_VALUE, row -> {
                StoredEntry old = old(row, hashes.getOrDefault(account, Seals.FIRST));
                hashes.put(account, old.hash());
                rows.computeIfAbsent(account, each -> new ArrayList<>()).add(old);
                statements.add(insert(old));
            });
            StoredEntry last = rows.get(account).get(POSTINGS - 1);
            statements.add("insert into ledger_balance values ('" + account + "', 'USD', "
                    + last.entry().balanceMicros() + ", " + POSTINGS + ", "
                    + Rows.micros(last.entry().postedAt()) + ", '" + last.hash() + "')");
            SERVICES.stream()
                    .distinct()
                    .forEach(service ->
                            statements.add("insert into ledger_service values ('" + account + "', '" + service + "')"));
        }
        for (int i = 0; i < POSTINGS; i++) {
            statements.add("insert into ledger_key values ('k" + i + "', '" + order(i).fingerprint() + "', '" + ACME
                    + ":" + (i + 1) + "," + GLOBEX + ":" + (i + 1) + "')");
        }
        statements.add("insert into ledger_contra select contra_owner, contra_name, currency, posted_month,"
                + " -sum(amount_micros) from ledger_entry group by contra_owner, contra_name, currency, posted_month");
        execute(source, statements);
    }

    private static StoredEntry old(StoredEntry row, String hashBefore) {
        Entry entry = row.entry();
        Entry old = new Entry(
                "202601-"
                        + "%032x"
                                .formatted(entry.sequence() * 7_919
                                        + entry.line().account().hashCode()),
                entry.key(),
                entry.line(),
                entry.sequence(),
                entry.balanceMicros(),
                entry.postedAt(),
                entry.executor());
        return new StoredEntry(
                old,
                row.serviceAmountMicros(),
                row.serviceQuantity(),
                Seals.link(hashBefore, old, row.serviceAmountMicros(), row.serviceQuantity()));
    }

    private static String insert(StoredEntry row) {
        StringBuilder values = new StringBuilder();
        for (Sql.Column<StoredEntry> column : Rows.WRITTEN) {
            Object value = column.value().apply(row);
            values.append(values.isEmpty() ? "" : ", ").append(value instanceof String ? "'" + value + "'" : value);
        }
        assertThat(AccountBook.month(row.entry().postedAt())).isBetween(202601, 202602);
        return "insert into ledger_entry (" + Rows.COLUMNS + ") values (" + values + ")";
    }

    private static void execute(DataSource source, List<String> statements) throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            for (String each : statements) {
                statement.execute(each);
            }
        }
    }
}
