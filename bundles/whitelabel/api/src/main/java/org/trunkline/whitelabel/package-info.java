/** Names and looks that resellers give to the clients of their domain. */
@Export
@Version("1.1.0")
package org.trunkline.whitelabel;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
