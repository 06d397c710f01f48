/** The ledger: postings in groups, balances in memory, who may read and post, and proof that it is sound. */
package org.trunkline.ledger.internal;
