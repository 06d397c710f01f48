/** The tables of numbers and how they are read. */
package org.trunkline.numbers.internal;
