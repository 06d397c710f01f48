/** What a storage bundle implements so that the inventory of numbers survives a restart, and who uses numbers. */
@Export
@Version("1.0.0")
package org.trunkline.numbers.spi;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
