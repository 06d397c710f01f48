/** Words every domain shares: identities, the caller and its rights, money, changes, and the way failures are named. */
@Export
@Version("2.2.0")
package org.trunkline.kernel;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
