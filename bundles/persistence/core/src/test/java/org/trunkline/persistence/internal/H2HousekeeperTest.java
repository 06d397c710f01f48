package org.trunkline.persistence.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.h2.jdbcx.JdbcDataSource;
import org.h2.mvstore.FileStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The file of H2 stays in proportion to what is alive in it. */
final class H2HousekeeperTest {
    private static final int ROWS = 200;
    private static final int UPDATES = 6_000;
    private static final long BYTES_MAX = 40L << 20;
    private static final int ALIVE_PERCENT = 60;

    @TempDir
    private Path directory;

    private Connection raw;
    private Connection connection;
    private H2Housekeeper housekeeper;

    @BeforeEach
    void open() throws SQLException {
        JdbcDataSource file = H2Rows.database(directory.resolve("rows"), ";WRITE_DELAY=0;PAGE_SIZE=4096");
        raw = file.getConnection();
        connection = H2Connections.of(file).getConnection();
        housekeeper = new H2Housekeeper(file, 1);
        H2Rows.create(connection);
        for (int row = 0; row < ROWS; row++) {
            H2Rows.add(connection, row);
        }
    }

    @AfterEach
    void close() throws SQLException {
        housekeeper.close();
        connection.close();
        raw.close();
    }

    @Test
    void manyCommitsWriteOverWhatIsDead() throws Exception {
        update(UPDATES);
        assertThat(bytes()).isLessThan(BYTES_MAX);
    }

    @Test
    void whereNobodyWritesLessOfTheFileIsDead() throws Exception {
        update(UPDATES / 2);
        FileStore<?> file = H2Store.of(raw).orElseThrow().getFileStore();
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (file.getChunksFillRate() < ALIVE_PERCENT && System.nanoTime() < deadline) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
        }
        assertThat(file.getChunksFillRate()).isGreaterThanOrEqualTo(ALIVE_PERCENT);
    }

    /** It gives up its turn after 100 ms here: nothing may be held for ever because of that. */
    @Test
    void aHousekeeperThatWasRefusedItsTurnGoesOn() throws Exception {
        WriteTurn turn = H2Store.turn(raw).orElseThrow();
        turn.take(1_000);
        update(UPDATES / 2);
        turn.giveBack();
        long before = bytes();
        update(UPDATES);
        assertThat(bytes()).isLessThan(before + BYTES_MAX);
    }

    private long bytes() throws IOException {
        return Files.size(directory.resolve("rows.mv.db"));
    }

    /** Each is a commit that writes some 20 KB. */
    private void update(int times) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement("update rows set content = ? where id = ?")) {
            for (int i = 0; i < times; i++) {
                update.setString(1, "%d.".formatted(i).repeat(100));
                update.setString(2, H2Rows.id(i % ROWS));
                update.executeUpdate();
            }
        }
    }
}
