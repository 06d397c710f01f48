/** The runtime of {@code /v2}: one servlet, immutable generations of the application, the Crossbar envelope. */
package org.trunkline.rest.internal;
