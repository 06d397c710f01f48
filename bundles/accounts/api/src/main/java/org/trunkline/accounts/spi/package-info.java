/** What the accounts domain asks of the place where accounts are kept. */
@Export
@Version("2.0.0")
package org.trunkline.accounts.spi;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
