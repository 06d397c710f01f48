package org.trunkline.webhooks.internal;

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

/** Keeps what is to be mailed, each thing once. */
final class KeptMails implements MailService {
    private final Map<String, NewMail> mails = new LinkedHashMap<>();

    List<NewMail> all() {
        return List.copyOf(mails.values());
    }

    @Override
    public Optional<String> send(Caller caller, NewMail mail) {
        if (!caller.isSystem()) {
            throw new IllegalArgumentException("only Trunkline itself sends mails");
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
