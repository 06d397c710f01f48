/** Callflows on the wire. */
package org.trunkline.routing.rest.internal;
