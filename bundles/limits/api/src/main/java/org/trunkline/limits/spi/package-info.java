/** What a storage bundle implements so that limits and switch keys survive a restart. */
@Export
@Version("3.1.0")
package org.trunkline.limits.spi;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
