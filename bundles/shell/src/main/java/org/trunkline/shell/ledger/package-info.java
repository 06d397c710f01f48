/** Commands {@code ledger:*}. */
package org.trunkline.shell.ledger;
