/** What all commands share: accounts by any of their names, and their completion. */
package org.trunkline.shell.console;
