/** What the identity domain implements so that the REST runtime knows who asks. */
@Export
@Version("2.0.0")
package org.trunkline.rest.spi;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
