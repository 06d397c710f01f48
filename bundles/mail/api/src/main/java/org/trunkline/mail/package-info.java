/** Mails: what is to be sent, what became of it, and the templates that they are made of. */
@Export
@Version("1.1.0")
package org.trunkline.mail;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
