/** Mails and templates in the database. */
package org.trunkline.mail.jpa.internal;
