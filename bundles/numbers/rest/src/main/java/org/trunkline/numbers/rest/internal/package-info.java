/** Classes of numbers on the wire. */
package org.trunkline.numbers.rest.internal;
