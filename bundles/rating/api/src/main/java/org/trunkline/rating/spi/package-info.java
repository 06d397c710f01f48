/** What a store of decks implements. */
@Export
@Version("2.0.0")
package org.trunkline.rating.spi;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
