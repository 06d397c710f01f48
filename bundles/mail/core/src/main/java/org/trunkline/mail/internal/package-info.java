/** Makes mails of templates and brings them to a mail server. */
package org.trunkline.mail.internal;
