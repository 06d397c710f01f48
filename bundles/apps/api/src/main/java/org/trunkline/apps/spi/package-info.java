/** What a storage bundle implements so that apps stay installed over a restart. */
@Export
@Version("1.0.0")
package org.trunkline.apps.spi;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
