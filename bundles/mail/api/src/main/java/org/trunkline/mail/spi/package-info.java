/** What a store of mails and templates implements. */
@Export
@Version("1.0.0")
package org.trunkline.mail.spi;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
