/** What the ledger asks of its store. */
@Export
@Version("1.1.0")
package org.trunkline.ledger.spi;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
