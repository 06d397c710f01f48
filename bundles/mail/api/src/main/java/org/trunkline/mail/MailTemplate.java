package org.trunkline.mail;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Objects;
import java.util.Optional;
import org.trunkline.kernel.AccountId;

/**
 * What mails of one kind look like for an account and those below it.
 *
 * @param owner the account that wrote it; empty for the one that Trunkline brings
 * @param enabled whether mails of the kind are sent at all
 * @param from the address that they come from; empty: that of the settings
 * @param revision grows by one with each change; 0 for the one that Trunkline brings
 * @param document all other fields, returned as they were sent
 */
public record MailTemplate(
        MailKind kind,
        Optional<AccountId> owner,
        boolean enabled,
        Optional<String> from,
        String subject,
        String text,
        String html,
        long revision,
        ObjectNode document) {
    public MailTemplate {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(owner, "owner");
        Objects.requireNonNull(from, "from");
        Objects.requireNonNull(subject, "subject");
        Objects.requireNonNull(text, "text");
        Objects.requireNonNull(html, "html");
        document = document.deepCopy();
    }

    /** Returns a copy; changing it changes nothing here. */
    @Override
    public ObjectNode document() {
        return document.deepCopy();
    }

    public MailTemplate withRevision(long newRevision) {
        return new MailTemplate(kind, owner, enabled, from, subject, text, html, newRevision, document);
    }
}
