/** What a {@code jpa} room needs of the database: transactions, migrations, and the record of changes. */
@Export
@Version("1.2.0")
package org.trunkline.persistence;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
