/** Commands over mails. */
package org.trunkline.shell.mail;
