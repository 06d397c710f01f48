/** Decks in the database. */
package org.trunkline.rating.jpa.internal;
