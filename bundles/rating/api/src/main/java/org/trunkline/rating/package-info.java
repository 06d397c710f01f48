/** Rate decks, the rate of a call, and what a call costs. */
@Export
@Version("2.2.0")
package org.trunkline.rating;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
