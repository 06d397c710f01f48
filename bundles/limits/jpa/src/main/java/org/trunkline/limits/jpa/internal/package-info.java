/** Limits, switches and call records in the database. */
package org.trunkline.limits.jpa.internal;
