/** What other domains implement to be run as a task, and what a store of tasks implements. */
@Export
@Version("2.0.0")
package org.trunkline.tasks.spi;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
