/** Accounts: the tenants of Trunkline, a tree of resellers and their customers. */
@Export
@Version("1.1.0")
package org.trunkline.accounts;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
