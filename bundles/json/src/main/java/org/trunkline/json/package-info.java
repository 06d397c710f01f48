/** Open JSON documents: exact numbers, validation in the words of the Crossbar wire, merging. */
@Export
@Version("1.1.0")
package org.trunkline.json;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
