package org.trunkline.persistence.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;

/**
 * H2 is cut off in the middle of any write, again and again, while several transactions write and the file is tidied up;
 * {@code -Dh2.cuts=5000} for many times, {@code -Dh2.seed} for the same chances again.
 */
final class H2CutTest {
    private static final int CUTS = Integer.getInteger("h2.cuts", 100);
    private static final long SEED = Long.getLong("h2.seed", System.nanoTime());
    private static final int WRITERS = 4;
    private static final int WRITES_MAX = 150;

    @Test
    void aKilledProcessLosesNothingAndLeavesNoHalves() throws Exception {
        Random random = new Random(SEED);
        CutDisk disk = new CutDisk();
        Postings postings = new Postings();
        long largest = 0;
        for (int cut = 0; cut <= CUTS; cut++) {
            String name = "cut" + cut;
            DataSource raw = database(CutFile.put(name, disk));
            DataSource database = H2Connections.of(raw);
            try (Connection connection = database.getConnection()) {
                postings.require(connection, "seed " + SEED + ", cut " + cut);
                boolean atHead = random.nextInt(3) == 0;
                disk.cutAfter(random.nextInt(WRITES_MAX), atHead, new Random(random.nextLong()));
                H2Housekeeper housekeeper = new H2Housekeeper(raw, 1);
                writeUntilCut(postings, database, disk, random);
                assertThat(disk.isCut())
                        .as("all writers ended before: " + postings.failures())
                        .isTrue();
                assertThat(postings.failures()).isEmpty();
                housekeeper.close();
                shutDown(connection);
            }
            largest = Math.max(largest, disk.size());
            disk = disk.after();
        }
        assertThat(postings.confirmedEver()).isGreaterThan(CUTS);
        assertThat(largest).as("bytes of the file").isLessThan(40 << 20);
    }

    private static void writeUntilCut(Postings postings, DataSource database, CutDisk disk, Random random)
            throws InterruptedException {
        List<Thread> writers = new ArrayList<>();
        for (int i = 0; i < WRITERS; i++) {
            Random chances = new Random(random.nextLong());
            Thread writer = new Thread(() -> postings.write(database, disk, chances), "writer");
            writers.add(writer);
            writer.start();
        }
        for (Thread writer : writers) {
            writer.join();
        }
    }

    /** Nothing of it reaches the disk any more. */
    private static void shutDown(Connection connection) {
        try (Statement statement = connection.createStatement()) {
            statement.execute("shutdown immediately");
        } catch (SQLException e) {
            // it tells that the database is closed
        }
    }

    private static DataSource database(String url) throws SQLException {
        assertThat(DriverManager.getDriver(url)).isNotNull();
        JdbcDataSource database = new JdbcDataSource();
        database.setURL(url);
        database.setUser("trunkline");
        return database;
    }
}
