package org.trunkline.benchmarks;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import javax.sql.DataSource;
import org.trunkline.accounts.Account;
import org.trunkline.accounts.SearchBy;
import org.trunkline.accounts.jpa.internal.JpaAccountStore;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.Caller;
import org.trunkline.kernel.Change;
import org.trunkline.kernel.PageRequest;
import org.trunkline.persistence.testing.StoreDatabase;
import org.trunkline.persistence.testing.StoreDatabases;

/**
 * What pages, searches and a move take in a small tree and in a large one: a chain of 64 levels, one account with a fifth of
 * all directly below it, and the others in groups of fifty. Rows are made by statements, as the store would leave them.
 */
final class AccountTreeBenchmark {
    private static final int READS = 400;
    private static final int SMALL = 1_000;
    private static final int GROUP = 50;
    private static final int LEVELS = 64;
    private static final Figure.Goal GOAL = new Figure.Goal(false, new BigDecimal("1.5"));
    private static final int FIRST_CHILD = LEVELS + 2;
    private static final String ROOT = id(0);

    /** The account with many children; those before it are the chain. */
    private static final String WIDE = id(LEVELS + 1);

    private final BenchOptions options;
    private final Figures figures;
    private final int large;

    AccountTreeBenchmark(BenchOptions options, Figures figures) {
        this.options = options;
        this.figures = figures;
        this.large = options.number("--accounts", options.quick() ? 50_000 : 1_000_000);
    }

    void run() throws IOException {
        Path directory = Scratch.directory();
        try (EmbeddedPostgres server = BenchDatabases.postgres(directory.resolve(BenchDatabases.POSTGRESQL))) {
            double[] small = measure(server, SMALL);
            double[] many = measure(server, large);
            String[] what = names();
            for (int i = 0; i < what.length; i++) {
                figures.add(Figure.of(what[i] + ", " + SMALL + " accounts", small[i], "ms"));
                figures.add(Figure.of(what[i] + ", " + large + " accounts", many[i], "ms"));
                figures.add(new Figure(
                        what[i] + ", ratio",
                        Figure.of("", many[i] / small[i], "").value(),
                        "x",
                        Optional.of(GOAL)));
            }
        }
    }

    private static String[] names() {
        return new String[] {
            "page of 50 children of the wide account",
            "page of 50 descendants of root",
            "page of 50 in the chain, 32 levels below",
            "search by name below root",
            "search by realm below the wide account",
            "search by id below root"
        };
    }

    private double[] measure(EmbeddedPostgres server, int accounts) {
        DataSource source = BenchDatabases.database(server, "accounts" + accounts);
        try (StoreDatabase database = StoreDatabases.of(source, "accounts")) {
            JpaAccountStore store = new JpaAccountStore(database.unit(), database.changes(), database.schema());
            fill(source, accounts);
            Account root = store.find(new AccountId(ROOT)).orElseThrow();
            Account wide = store.find(new AccountId(WIDE)).orElseThrow();
            Account deep = store.find(new AccountId(id(1 + LEVELS / 2))).orElseThrow();
            int children = accounts / 5;
            Random random = new Random(1);
            double[] millis = {
                median(() -> store.children(
                        wide.id(), from("account" + digits(FIRST_CHILD + random.nextInt(children - GROUP))))),
                median(() -> store.descendants(root, from("account" + digits(random.nextInt(accounts - GROUP))))),
                median(() -> store.descendants(deep, new PageRequest(Optional.empty(), GROUP, true))),
                median(() -> store.search(
                        root, SearchBy.NAME, "account" + digits(random.nextInt(accounts)), PageRequest.first())),
                median(() -> store.search(
                        wide,
                        SearchBy.REALM,
                        "r" + digits(FIRST_CHILD + random.nextInt(children)),
                        PageRequest.first())),
                median(() -> store.search(root, SearchBy.ID, id(random.nextInt(accounts)), PageRequest.first()))
            };
            move(store, wide, accounts);
            return millis;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void move(JpaAccountStore store, Account wide, int accounts) {
        Account to = store.find(new AccountId(id(FIRST_CHILD + accounts / 5))).orElseThrow();
        Change change = new Change(
                "accounts",
                wide.id().value(),
                wide.id(),
                "moved",
                Caller.system(to.id(), "bench"),
                Instant.EPOCH,
                "{}");
        long start = System.nanoTime();
        store.move(wide, to.id(), change);
        figures.add(Figure.of(
                "move of " + (accounts / 5) + " accounts below one, " + accounts + " in all",
                (System.nanoTime() - start) / 1e9,
                "s"));
    }

    private static PageRequest from(String nameKey) {
        return new PageRequest(Optional.of(nameKey), GROUP, true);
    }

    private static double median(Runnable read) {
        for (int i = 0; i < READS; i++) {
            read.run();
        }
        double[] millis = new double[READS];
        for (int i = 0; i < READS; i++) {
            long start = System.nanoTime();
            read.run();
            millis[i] = (System.nanoTime() - start) / 1e6;
        }
        Arrays.sort(millis);
        return millis[READS / 2];
    }

    /** Root, the chain, the wide account, its children, and groups whose heads lie below root. */
    private static void fill(DataSource source, int accounts) throws SQLException {
        try (Connection connection = source.getConnection()) {
            connection.setAutoCommit(false);
            try (PreparedStatement row = connection.prepareStatement(
                            "insert into account (id, parent_id, path, name, realm, name_key, realm_key, root_key,"
                                    + " enabled, reseller, children_count, created_at_micros, modified_at_micros, revision,"
                                    + " document) values (?, ?, ?, ?, ?, ?, ?, ?, true, false, 0, 0, 0, 1, '{}')");
                    PreparedStatement below = connection.prepareStatement(
                            "insert into account_below (ancestor_id, account_id, name_key, realm_key) values (?, ?, ?, ?)")) {
                for (int i = 0; i < accounts; i++) {
                    add(row, below, i, path(i, accounts / 5));
                    if (i % 2_000 == 0) {
                        row.executeBatch();
                        below.executeBatch();
                    }
                }
                row.executeBatch();
                below.executeBatch();
            }
            connection.commit();
            connection.setAutoCommit(true);
            try (Statement statement = connection.createStatement()) {
                statement.execute("update account a set children_count ="
                        + " (select count(*) from account c where c.parent_id = a.id)");
                statement.execute("vacuum analyze");
            }
        }
    }

    private static void add(PreparedStatement row, PreparedStatement below, int i, List<String> path)
            throws SQLException {
        String name = "account" + digits(i);
        row.setString(1, id(i));
        row.setString(2, path.isEmpty() ? null : path.get(path.size() - 1));
        row.setString(3, String.join("", path) + id(i));
        row.setString(4, name);
        row.setString(5, "r" + digits(i) + ".example");
        row.setString(6, name);
        row.setString(7, "r" + digits(i) + ".example");
        row.setString(8, path.isEmpty() ? "root" : null);
        row.addBatch();
        for (String ancestor : path) {
            below.setString(1, ancestor);
            below.setString(2, id(i));
            below.setString(3, name);
            below.setString(4, "r" + digits(i) + "example");
            below.addBatch();
        }
    }

    private static List<String> path(int i, int children) {
        List<String> path = new ArrayList<>();
        if (i == 0) {
            return path;
        }
        path.add(ROOT);
        if (i <= LEVELS) {
            for (int level = 1; level < i; level++) {
                path.add(id(level));
            }
        } else if (i >= FIRST_CHILD && i < FIRST_CHILD + children) {
            path.add(WIDE);
        } else if (i >= FIRST_CHILD && (i - FIRST_CHILD - children) % GROUP != 0) {
            path.add(id(i - (i - FIRST_CHILD - children) % GROUP));
        }
        return path;
    }

    /** Ids in no order, as real ones are: the number, scattered over all of them. */
    private static String id(int number) {
        return String.format("%016x%016x", number * 0x9E3779B97F4A7C15L, (long) number);
    }

    private static String digits(int number) {
        return String.format("%09d", number);
    }
}
