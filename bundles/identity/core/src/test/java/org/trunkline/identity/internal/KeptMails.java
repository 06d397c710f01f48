package org.trunkline.identity.internal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.trunkline.kernel.AccountId;
import org.trunkline.kernel.Caller;
import org.trunkline.kernel.Page;
import org.trunkline.kernel.PageRequest;
import org.trunkline.mail.Mail;
import org.trunkline.mail.MailService;
import org.trunkline.mail.MailState;
import org.trunkline.mail.NewMail;

/** Keeps what is to be mailed, each thing once, and fails while it is told to. */
final class KeptMails implements MailService {
    private final Map<String, NewMail> mails = new LinkedHashMap<>();
    boolean isDown;

    List<NewMail> all() {
        return new ArrayList<>(mails.values());
    }

    NewMail last() {
        return all().get(mails.size() - 1);
    }

    /** Returns the id in the link of a mail. */
    static String resetId(NewMail mail) {
        String link = mail.macros().get("link");
        return link.substring(link.indexOf("recovery=") + "recovery=".length());
    }

    @Override
    public Optional<String> send(Caller caller, NewMail mail) {
        if (isDown) {
            throw new IllegalStateException("down, the test wants it");
        }
        mails.putIfAbsent(mail.kind() + mail.key(), mail);
        return Optional.of(mail.key());
    }

    @Override
    public Page<Mail> list(Caller caller, Optional<AccountId> account, Optional<MailState> state, PageRequest page) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Mail get(Caller caller, String id) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Mail retry(Caller caller, String id) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean isSending() {
        return false;
    }
}
