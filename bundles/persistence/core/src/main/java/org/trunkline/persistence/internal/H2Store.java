package org.trunkline.persistence.internal;

import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.WeakHashMap;
import org.h2.mvstore.FileStore;
import org.h2.mvstore.MVStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a store of H2 in a file needs besides its URL, to lose nothing when its process is killed. H2 has no settings for
 * that: they are set in its fields, and tests tell when a new H2 has them no more.
 */
final class H2Store {
    private static final int BUFFER_BYTES = 64 << 20;

    /** A small heap has no room for more. */
    private static final int PART_OF_HEAP = 8;

    private static final String[] EVICTED_FACTORS = {"nonResidentQueueSize", "nonResidentQueueSizeHigh"};
    private static final Logger LOG = LoggerFactory.getLogger(H2Store.class);

    private static final Map<MVStore, WriteTurn> TURNS = new WeakHashMap<>();

    private H2Store() {}

    /** Returns whose turn it is to write where the connection leads to; nothing for a store in memory, or in another process. */
    static Optional<WriteTurn> turn(Connection connection) throws SQLException {
        return of(connection).filter(MVStore::isPersistent).map(H2Store::turn);
    }

    /** H2 exports the package of the store, but none of those on the way to it. */
    static Optional<MVStore> of(Connection connection) throws SQLException {
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

    private static WriteTurn turn(MVStore store) {
        synchronized (TURNS) {
            return TURNS.computeIfAbsent(store, opened -> {
                writeOnce(opened);
                writeHeads(opened);
                forgetEvicted(opened);
                return new WriteTurn();
            });
        }
    }

    /**
     * What a transaction has changed is written with its commit only. Once it is 19 MB, less than a full group of postings
     * touches, H2 writes it ahead, and all of it again with the commit.
     */
    private static void writeOnce(MVStore store) {
        long bytes = Math.min(BUFFER_BYTES, Runtime.getRuntime().maxMemory() / PART_OF_HEAP);
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

    /**
     * The head of the file names the newest chunk. H2 writes it now and then only, and finds newer chunks from one to the next.
     * Of those it writes over one that nobody needs any more before the head is written past it: killed in between, it no
     * longer finds what came after.
     */
    private static void writeHeads(MVStore store) {
        try {
            Field head = FileStore.class.getDeclaredField("storeHeader");
            head.setAccessible(true);
            head.set(store.getFileStore(), new Head(store.getStoreHeader()));
        } catch (ReflectiveOperationException | InaccessibleObjectException e) {
            LOG.warn("H2 may lose commits when its process is killed: reason={}", e.toString());
        }
    }

    /** Returns if the head of the file is written with each commit. */
    static boolean writesHeads(MVStore store) {
        return store.getStoreHeader() instanceof Head;
    }

    /**
     * H2 remembers up to twelve times as many pages as are in its cache, to know those that are needed again. Where rows are
     * written these are pages that nobody needs any more: a third of what filled the old generation of a node under load.
     */
    private static void forgetEvicted(MVStore store) {
        try {
            Field field = FileStore.class.getDeclaredField("cache");
            field.setAccessible(true);
            Object cache = field.get(store.getFileStore());
            for (String factor : EVICTED_FACTORS) {
                Field evicted = cache.getClass().getDeclaredField(factor);
                evicted.setAccessible(true);
                evicted.setInt(cache, 0);
            }
            // makes its segments anew, with these
            cache.getClass().getMethod("clear").invoke(cache);
        } catch (ReflectiveOperationException | InaccessibleObjectException e) {
            LOG.warn("H2 remembers pages that it no longer has: reason={}", e.toString());
        }
    }

    /** With each chunk H2 takes the mark of a clean end out of the head, and writes the head if it was there. */
    private static final class Head extends HashMap<String, Object> {
        private static final long serialVersionUID = 1;
        private static final String CLEAN = "clean";

        Head(Map<String, Object> head) {
            super(head);
        }

        @Override
        public Object remove(Object key) {
            Object removed = super.remove(key);
            return removed == null && CLEAN.equals(key) ? "" : removed;
        }
    }
}
