/** Commands {@code account:*}. */
package org.trunkline.shell.accounts;
