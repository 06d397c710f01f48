/** Commands {@code limits:*} and {@code switch:*}. */
package org.trunkline.shell.limits;
