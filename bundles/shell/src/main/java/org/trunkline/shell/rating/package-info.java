/** Commands {@code rate:*}. */
package org.trunkline.shell.rating;
