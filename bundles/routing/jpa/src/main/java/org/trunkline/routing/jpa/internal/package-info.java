/** Callflows in tables. */
package org.trunkline.routing.jpa.internal;
