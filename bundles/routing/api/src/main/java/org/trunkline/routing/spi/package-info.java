/** What a storage bundle implements so that callflows survive a restart. */
@Export
@Version("1.1.0")
package org.trunkline.routing.spi;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
