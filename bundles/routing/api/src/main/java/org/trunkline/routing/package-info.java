/** Where the calls of an account go: its callflows, its carriers, and who may send it calls. */
@Export
@Version("1.1.0")
package org.trunkline.routing;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
