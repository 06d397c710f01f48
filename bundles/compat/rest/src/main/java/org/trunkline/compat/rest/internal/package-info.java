/** What clients made for KAZOO ask for and Trunkline does not keep. */
package org.trunkline.compat.rest.internal;
