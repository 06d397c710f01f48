/** Rates, quotes and deck assignments over HTTP. */
package org.trunkline.rating.rest.internal;
