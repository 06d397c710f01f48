/** Fresh databases for the tests of stores: H2 and a real PostgreSQL, migrated and recorded as in production. */
@Export
@Version("1.0.0")
package org.trunkline.persistence.testing;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
