/** The ledger on the Crossbar wire. */
package org.trunkline.ledger.rest.internal;
