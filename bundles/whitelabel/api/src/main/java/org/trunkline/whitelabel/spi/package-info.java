/** Where names and looks are kept. */
@Export
@Version("2.0.0")
package org.trunkline.whitelabel.spi;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
