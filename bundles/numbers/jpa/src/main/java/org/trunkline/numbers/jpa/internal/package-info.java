/** The inventory of numbers in a table. */
package org.trunkline.numbers.jpa.internal;
