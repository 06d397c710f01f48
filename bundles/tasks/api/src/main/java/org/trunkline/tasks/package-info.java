/** Long work over CSV files: what clients ask for, start, watch and stop. */
@Export
@Version("1.1.0")
package org.trunkline.tasks;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
