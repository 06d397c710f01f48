package org.trunkline.mail.spi;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.Change;
import org.trunkline.kernel.Page;
import org.trunkline.kernel.PageRequest;
import org.trunkline.mail.Mail;
import org.trunkline.mail.MailState;

/** Where mails are kept. */
@ConsumerType
public interface MailStore {

    /**
     * A mail that one sender alone may try until the lease ends.
     *
     * @param until when the lease ends; names the lease: who comes late with it changes nothing
     */
    record Claim(Mail mail, Instant until) {}

    /** Adds the mail; nothing happens if there is one with its id. */
    boolean insert(Mail mail, Change change);

    Optional<Mail> find(String id);

    /** Returns the mails, by the time at which they were made. */
    Page<Mail> list(Optional<AccountId> account, Optional<MailState> state, PageRequest page);

    /**
     * Takes waiting mails that are due and that nobody else holds, the longest due first. Each counts as tried once more.
     *
     * @param until when others may take them again
     */
    List<Claim> claim(Instant now, Instant until, int sizeMax);

    /** Marks a claimed mail as sent and forgets its body. Returns whether the claim still held. */
    boolean sent(Claim claim, Instant at);

    /** Lets a claimed mail wait until it is due again. Returns whether the claim still held. */
    boolean delay(Claim claim, Instant due, String error);

    /** Gives a claimed mail up. Returns whether the claim still held. */
    boolean fail(Claim claim, String error);

    /** Makes a mail that is not sent wait as a new one: no attempts, created and due now. Returns whether there is one. */
    boolean renew(String id, Instant now, Change change);

    /** Deletes mails that were made before, at most so many, and returns how many. */
    int deleteBefore(Instant before, int sizeMax);
}
