package org.trunkline.persistence.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import org.h2.jdbcx.JdbcDataSource;
import org.h2.mvstore.FileStore;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.cache.CacheLongKeyLIRS;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What H2 does otherwise once its fields are set. */
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
    void pagesThatTheCacheHasNoMoreAreForgotten() throws SQLException, ReflectiveOperationException {
        JdbcDataSource database =
                H2Rows.database(directory.resolve("rows"), ";WRITE_DELAY=0;PAGE_SIZE=4096;CACHE_SIZE=1024");
        try (Connection connection = database.getConnection()) {
            H2Rows.create(connection);
            assertThat(H2Store.turn(connection)).isPresent();
            MVStore store = H2Store.of(connection).orElseThrow();
            for (int row = 0; row < ROWS; row++) {
                H2Rows.add(connection, row);
            }
            Field cache = FileStore.class.getDeclaredField("cache");
            cache.setAccessible(true);
            CacheLongKeyLIRS<?> pages = (CacheLongKeyLIRS<?>) cache.get(store.getFileStore());
            assertThat(pages.size()).isPositive();
            assertThat(pages.sizeNonResident()).isZero();
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
