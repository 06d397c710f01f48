/** Decks in memory, the rate of a call, and the import of decks. */
package org.trunkline.rating.internal;
