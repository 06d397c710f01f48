/** Where the calls of an account go: its callflows, and over whose carriers its calls leave. */
@Export
@Version("1.0.0")
package org.trunkline.routing;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
