/** What receivers outside are told when something changes: webhooks of accounts, and what became of their deliveries. */
@Export
@Version("1.1.0")
package org.trunkline.webhooks;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
