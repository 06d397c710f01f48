/** The append-only ledger: postings, entries, balances. */
@Export
@Version("1.2.0")
package org.trunkline.ledger;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
