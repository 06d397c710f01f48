/** The ledger in the database. */
package org.trunkline.ledger.jpa.internal;
