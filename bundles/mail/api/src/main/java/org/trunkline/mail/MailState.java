package org.trunkline.mail;

/** What became of a mail. */
public enum MailState {
    /** It has not been sent yet; it is tried when it is due. */
    WAITING,
    /** The mail server has taken it. */
    SENT,
    /** It is not tried any more, unless somebody asks for it. */
    FAILED
}
