package org.trunkline.ledger.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.trunkline.ledger.internal.Postings.call;
import static org.trunkline.ledger.internal.TestTree.CUSTOMER;
import static org.trunkline.ledger.internal.TestTree.RESELLER;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;
import org.trunkline.kernel.UnavailableException;
import org.trunkline.ledger.Posting;
import org.trunkline.ledger.jpa.internal.JpaLedgerStore;
import org.trunkline.ledger.spi.LedgerStore;
import org.trunkline.persistence.testing.StoreDatabase;
import org.trunkline.persistence.testing.StoreDatabases;

/** The whole ledger on PostgreSQL. */
final class PostgresLedgerTest implements LedgerOnDatabaseContract {
    private final StoreDatabase database = StoreDatabases.postgres("ledger");

    @Override
    public StoreDatabase database() {
        return database;
    }

    @Test
    void isUnavailableWhileNobodyMayConnectAndPostsAfterwards() throws SQLException {
        LedgerManager ledger = new LedgerManager(store(), new MovedClock("2026-11-23T12:00:00Z"));
        ledger.post(BY, Postings.of("k1", call(CUSTOMER, RESELLER, -7)));
        String name = (String)
                database.query("select current_database() as name").get(0).get("name");
        DataSource other = StoreDatabases.postgresDataSource();
        execute(other, "alter database " + name + " with allow_connections false");
        execute(other, "select pg_terminate_backend(pid) from pg_stat_activity where datname = '" + name + "'");

        assertThatThrownBy(() -> ledger.post(BY, Postings.of("k2", call(CUSTOMER, RESELLER, -7))))
                .isInstanceOf(UnavailableException.class);
        assertThat(ledger.balanceMicros(CUSTOMER)).isEqualTo(-7);

        execute(other, "alter database " + name + " with allow_connections true");
        postUntilTaken(ledger, Postings.of("k2", call(CUSTOMER, RESELLER, -7)));
        ledger.close();
        assertThat(ledger.balanceMicros(CUSTOMER)).isEqualTo(-14);
        assertThat(new LedgerProof(store()).verify().problems()).isEmpty();
    }

    /** As docs/api/ledger.md says it. */
    @Test
    void needsNoRightToChangeOrRemoveEntries() throws SQLException {
        PGSimpleDataSource owner = (PGSimpleDataSource) StoreDatabases.postgresDataSource();
        StoreDatabases.of(owner, "ledger").close();
        String clerk = "clerk_" + owner.getDatabaseName();
        execute(owner, "create role " + clerk + " login");
        execute(owner, "grant select, insert, update, delete on all tables in schema public to " + clerk);
        execute(owner, "revoke update, delete on ledger_entry, ledger_posting, audit from " + clerk);
        PGSimpleDataSource restricted = new PGSimpleDataSource();
        restricted.setUrl(owner.getUrl());
        restricted.setUser(clerk);

        try (StoreDatabase asClerk = StoreDatabases.of(restricted, "ledger")) {
            LedgerStore store = new JpaLedgerStore(asClerk.unit(), asClerk.changes(), asClerk.schema());
            LedgerManager ledger = new LedgerManager(store, new MovedClock("2026-11-23T12:00:00Z"));
            ledger.post(BY, Postings.of("k1", call(CUSTOMER, RESELLER, -7)));
            ledger.post(BY, Postings.of("k2", call(CUSTOMER, RESELLER, -7), call(RESELLER, CUSTOMER, -5)));
            ledger.post(BY, Postings.of("k2", call(CUSTOMER, RESELLER, -7), call(RESELLER, CUSTOMER, -5)));
            ledger.close();
            assertThat(new LedgerProof(store).verify().problems()).isEmpty();
            for (String forbidden : List.of(
                    "update ledger_entry set amount_micros = 0",
                    "delete from ledger_entry",
                    "truncate ledger_entry",
                    "delete from ledger_posting")) {
                assertThatThrownBy(() -> execute(asClerk.dataSource(), forbidden))
                        .hasMessageContaining("permission denied");
            }
        }
    }

    /** The pool may hand out further connections that were cut; who posts again with the same key loses nothing. */
    private static void postUntilTaken(LedgerManager ledger, Posting posting) {
        boolean taken = false;
        for (int attempt = 1; !taken; attempt++) {
            try {
                taken = !ledger.post(BY, posting).isEmpty();
            } catch (UnavailableException e) {
                assertThat(attempt).isLessThan(20);
            }
        }
    }

    private static void execute(DataSource source, String sql) throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @AfterEach
    void close() {
        database.close();
    }
}
