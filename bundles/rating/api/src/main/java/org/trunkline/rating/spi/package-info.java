/** What a store of decks implements. */
@Export
@Version("2.1.0")
package org.trunkline.rating.spi;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
