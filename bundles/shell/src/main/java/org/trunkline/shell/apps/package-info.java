/** Commands {@code app:*}. */
package org.trunkline.shell.apps;
