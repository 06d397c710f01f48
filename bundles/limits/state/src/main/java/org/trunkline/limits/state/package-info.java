/** What the rules of call admission keep between calls: live calls, holds, read models; it outlives updates of the rules. */
@Export
@Version("2.3.0")
package org.trunkline.limits.state;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
