package org.trunkline.persistence.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import org.h2.jdbcx.JdbcDataSource;
import org.h2.mvstore.MVStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** H2 writes what a transaction as large as a full group of postings has changed with its commit only. */
final class H2StoreTest {
    private static final int ROWS = 12_000;

    @TempDir
    private Path directory;

    @Test
    void aLargeTransactionIsWrittenWithItsCommitOnly() throws SQLException {
        JdbcDataSource database = H2Rows.database(directory.resolve("rows"), ";WRITE_DELAY=0;PAGE_SIZE=4096");
        try (Connection connection = database.getConnection()) {
            H2Rows.create(connection);
            assertThat(H2Store.turn(connection)).isPresent();
            MVStore store = H2Store.of(connection).orElseThrow();
            assertThat(H2Store.writesHeads(store)).isTrue();
            long before = store.getCurrentVersion();
            connection.setAutoCommit(false);
            for (int row = 0; row < ROWS; row++) {
                H2Rows.add(connection, row);
            }
            assertThat(store.getCurrentVersion()).isEqualTo(before);
            connection.commit();
            assertThat(store.getCurrentVersion()).isGreaterThan(before);
            H2Rows.requireAll(connection, ROWS);
        }
    }

    @Test
    void aDatabaseInMemoryIsLeftAlone() throws SQLException {
        JdbcDataSource memory = new JdbcDataSource();
        memory.setURL("jdbc:h2:mem:buffer");
        try (Connection connection = memory.getConnection()) {
            MVStore store = H2Store.of(connection).orElseThrow();
            int before = store.getAutoCommitMemory();
            assertThat(H2Store.turn(connection)).isEmpty();
            assertThat(store.getAutoCommitMemory()).isEqualTo(before);
        }
    }
}
