/** What a telephone number is: its E.164 form, its class, whether it is an emergency number; and whose it is. */
@Export
@Version("1.2.0")
package org.trunkline.numbers;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
