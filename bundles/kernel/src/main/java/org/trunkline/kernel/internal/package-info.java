/** The one clock. */
package org.trunkline.kernel.internal;
