/** How many calls an account may have and on whose money: limits, and the admission of calls. */
@Export
@Version("3.0.0")
package org.trunkline.limits;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
