package org.trunkline.persistence;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * Contributes the migrations of one domain: SQL files in {@code db/migration/<domain>} on the class path of the
 * implementing class. They run once per database, in order, under a lock; history is kept per domain.
 */
@ConsumerType
public interface MigrationSource {
    /** The name of the domain: folder of its SQL files and suffix of its history table. */
    String domain();
}
