/** The audit on the wire. */
package org.trunkline.persistence.rest.internal;
