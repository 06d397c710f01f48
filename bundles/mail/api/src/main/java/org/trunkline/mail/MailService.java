package org.trunkline.mail;

import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.Caller;
import org.trunkline.kernel.Page;
import org.trunkline.kernel.PageRequest;

/**
 * Keeps mails until a mail server has taken them. Only Trunkline itself and the administrator at its console may ask
 * ({@code ForbiddenException} for all others).
 */
@ProviderType
public interface MailService {

    /**
     * Keeps the mail; when this returns, it survives a crash. It is sent later, at least once. No mail server, or one that
     * is down, delays nobody.
     *
     * @return the id of the mail; empty if its template is switched off
     */
    Optional<String> send(Caller caller, NewMail mail);

    /** Returns the mails, the newest first, of one state if it is given; {@code account} narrows to those about it. */
    Page<Mail> list(Caller caller, Optional<AccountId> account, Optional<MailState> state, PageRequest page);

    /** @throws org.trunkline.kernel.NotFoundException if there is no such mail */
    Mail get(Caller caller, String id);

    /**
     * Tries a mail again, now and as if it were new. One that is sent stays so: its text is gone.
     *
     * @throws org.trunkline.kernel.NotFoundException if there is no such mail
     * @throws org.trunkline.kernel.ConflictException if it is sent
     */
    Mail retry(Caller caller, String id);

    /** Returns whether a mail server is set; without one mails only wait. */
    boolean isSending();
}
