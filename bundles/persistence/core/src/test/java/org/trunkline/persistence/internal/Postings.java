package org.trunkline.persistence.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;

/** Postings of several entries each, and what must be found of them: all of it or nothing, and what was confirmed. */
final class Postings {
    private static final int ACCOUNTS = 50;
    private static final int ENTRIES_KEPT = 800;

    private final AtomicLong numbers = new AtomicLong();
    private final Map<String, Integer> confirmed = new ConcurrentHashMap<>();
    private final Map<String, Integer> asked = new ConcurrentHashMap<>();
    private final AtomicLong confirmedEver = new AtomicLong();
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();
    private Set<String> before = Set.of();

    /** Returns why writers ended before they were cut off. */
    List<String> failures() {
        return List.copyOf(failures);
    }

    long confirmedEver() {
        return confirmedEver.get();
    }

    /** Writes until it cannot any more. */
    void write(DataSource database, CutDisk disk, Random random) {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            while (!disk.isCut()) {
                String posting = "p" + numbers.incrementAndGet();
                Set<String> accounts = new TreeSet<>();
                for (int i = random.nextInt(random.nextInt(5) == 0 ? 60 : 8); i >= 0; i--) {
                    accounts.add("a" + random.nextInt(ACCOUNTS));
                }
                boolean undone = random.nextInt(20) == 0;
                if (!undone) {
                    asked.put(posting, accounts.size());
                }
                post(connection, posting, accounts, random);
                if (undone) {
                    connection.rollback();
                } else {
                    connection.commit();
                    confirmed.put(posting, accounts.size());
                    confirmedEver.incrementAndGet();
                }
            }
        } catch (SQLException e) {
            if (!disk.isCut()) {
                failures.add(e.toString());
            }
        }
    }

    private void post(Connection connection, String posting, Set<String> accounts, Random random) throws SQLException {
        try (PreparedStatement update =
                        connection.prepareStatement("update account set entries = entries + 1 where id = ?");
                PreparedStatement insert = connection.prepareStatement("insert into entry values (?, ?, ?, ?)")) {
            for (String account : accounts) {
                update.setString(1, account);
                update.executeUpdate();
                insert.setString(1, account);
                insert.setLong(2, numbers.incrementAndGet());
                insert.setString(3, posting);
                insert.setString(4, "x".repeat(random.nextInt(800)));
                insert.executeUpdate();
            }
        }
    }

    /** Fails if something is found that should not be there, or not found; makes the tables if they are not there. */
    void require(Connection connection, String when) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            make(statement);
            Map<String, Integer> ofPosting = new HashMap<>();
            Map<String, Integer> ofAccount = new HashMap<>();
            read(
                    statement,
                    "select posting, account, content from entry order by account, number",
                    ofPosting,
                    ofAccount);
            Map<String, Integer> byIndex = new HashMap<>();
            read(
                    statement,
                    "select posting, account, content from entry order by posting, number",
                    byIndex,
                    new HashMap<>());
            assertThat(byIndex).as(when).isEqualTo(ofPosting);
            try (ResultSet rows = statement.executeQuery("select id, entries from account")) {
                while (rows.next()) {
                    int entries = ofAccount.getOrDefault(rows.getString(1), 0);
                    assertThat(rows.getInt(2))
                            .as(when + ", " + rows.getString(1))
                            .isEqualTo(entries);
                }
            }
            confirmed.forEach((posting, entries) -> assertThat(ofPosting.get(posting))
                    .as(when + ", confirmed " + posting)
                    .isEqualTo(entries));
            ofPosting.forEach((posting, entries) -> {
                if (!before.contains(posting)) {
                    assertThat(entries).as(when + ", found " + posting).isEqualTo(asked.get(posting));
                }
            });
            keepSmall(statement, ofAccount);
        }
    }

    private static void make(Statement statement) throws SQLException {
        statement.execute("create table if not exists account (id varchar(32) primary key, entries int)");
        statement.execute("create table if not exists entry (account varchar(32), number bigint, posting varchar(64),"
                + " content varchar(2000), primary key (account, number))");
        statement.execute("create index if not exists entry_posting on entry (posting, number)");
        for (int account = 0; account < ACCOUNTS; account++) {
            statement.execute("merge into account using dual on id = 'a" + account
                    + "' when not matched then insert values ('a" + account + "', 0)");
        }
    }

    private static void read(
            Statement statement, String sql, Map<String, Integer> byPosting, Map<String, Integer> byAccount)
            throws SQLException {
        try (ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                byPosting.merge(rows.getString(1), 1, Integer::sum);
                byAccount.merge(rows.getString(2), 1, Integer::sum);
            }
        }
    }

    private void keepSmall(Statement statement, Map<String, Integer> ofAccount) throws SQLException {
        if (ofAccount.values().stream().mapToInt(Integer::intValue).sum() > ENTRIES_KEPT) {
            statement.execute("delete from entry");
            statement.execute("update account set entries = 0");
        }
        Map<String, Integer> left = new HashMap<>();
        read(statement, "select posting, account from entry", left, new HashMap<>());
        confirmed.clear();
        confirmed.putAll(left);
        asked.clear();
        before = new HashSet<>(left.keySet());
    }
}
