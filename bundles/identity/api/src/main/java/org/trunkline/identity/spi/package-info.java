/** What the identity domain asks of the place where users, keys and their secrets are kept. */
@Export
@Version("3.1.0")
package org.trunkline.identity.spi;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
