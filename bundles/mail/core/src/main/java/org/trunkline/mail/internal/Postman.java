package org.trunkline.mail.internal;

import org.trunkline.mail.Mail;

/** Brings a mail to a mail server. */
interface Postman {
    /** Returns when the server has taken the mail. */
    void deliver(Mail mail) throws Undelivered;
}
