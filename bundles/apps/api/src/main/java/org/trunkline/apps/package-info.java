/** The apps of clients: what there is to install, and which account lets whom use it. */
@Export
@Version("1.1.0")
package org.trunkline.apps;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
