/** {@code user:*}: the users of accounts at the console. */
package org.trunkline.shell.users;
