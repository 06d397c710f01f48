package org.trunkline.persistence.internal;

import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;
import org.h2.mvstore.MVStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets H2 write what a transaction has changed with its commit only. Once it is 19 MB, less than a full group of postings
 * touches, H2 writes it ahead, and all of it again with the commit. What is confirmed is written as before.
 */
public final class H2Buffer {
    private static final int BYTES = 64 << 20;

    /** A small heap has no room for more. */
    private static final int PART_OF_HEAP = 8;

    private static final Logger LOG = LoggerFactory.getLogger(H2Buffer.class);

    private H2Buffer() {}

    /** Does nothing for a database that is not H2, in this process and in a file. */
    public static void enlarge(DataSource database) throws SQLException {
        try (Connection connection = database.getConnection()) {
            if (connection.getMetaData().getURL().startsWith("jdbc:h2:")) {
                store(connection).filter(MVStore::isPersistent).ifPresent(H2Buffer::enlarge);
            }
        }
    }

    /** H2 exports the package of the store, but none of those on the way to it. */
    static Optional<MVStore> store(Connection connection) throws SQLException {
        Object step = connection.unwrap(Connection.class);
        try {
            for (String getter : new String[] {"getSession", "getDatabase", "getStore", "getMvStore"}) {
                step = step.getClass().getMethod(getter).invoke(step);
            }
            return Optional.of((MVStore) step);
        } catch (ReflectiveOperationException e) {
            LOG.debug("The store of H2 is in another process: {}", e.toString());
            return Optional.empty();
        }
    }

    /** H2 has the size as a setting of its store, and none of the database that would be handed on to it. */
    private static void enlarge(MVStore store) {
        long bytes = Math.min(BYTES, Runtime.getRuntime().maxMemory() / PART_OF_HEAP);
        if (bytes > store.getAutoCommitMemory()) {
            try {
                Field buffer = MVStore.class.getDeclaredField("autoCommitMemory");
                buffer.setAccessible(true);
                buffer.setInt(store, (int) bytes);
            } catch (ReflectiveOperationException | InaccessibleObjectException e) {
                LOG.warn("H2 writes large transactions twice: reason={}", e.toString());
            }
        }
    }
}
