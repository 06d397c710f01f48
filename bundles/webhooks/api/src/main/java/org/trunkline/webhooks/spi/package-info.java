/** Where webhooks and their deliveries are kept. */
@Export
@Version("1.0.0")
package org.trunkline.webhooks.spi;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
