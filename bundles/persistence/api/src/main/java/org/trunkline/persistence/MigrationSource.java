package org.trunkline.persistence;

import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Contributes the migrations of one domain: SQL files in {@code db/migration/<domain>} on the class path of the
 * implementing class. They run once per database, in order, under a lock; history is kept per domain.
 */
@ConsumerType
public interface MigrationSource {
    /** The name of the domain: folder of its SQL files and suffix of its history table. */
    String domain();

    /**
     * Returns SQL that deletes what the domain keeps of one account, in order, each with one parameter: its id. It runs in one
     * transaction when the account is forgotten: deleted, and past the time in which it may come back.
     */
    default List<String> forgetting() {
        return List.of();
    }
}
