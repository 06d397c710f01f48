/** Identity: users, how they log in, and what their tokens prove. */
@Export
@Version("2.0.0")
package org.trunkline.identity;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
