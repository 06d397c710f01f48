/** Limits and switches on the Crossbar wire. */
package org.trunkline.limits.rest.internal;
