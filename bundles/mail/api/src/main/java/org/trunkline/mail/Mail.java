package org.trunkline.mail;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.trunkline.kernel.AccountId;

/**
 * One mail to one recipient, as it was made of its template.
 *
 * @param id names the mail, also in its Message-ID: each attempt to send it has the same
 * @param account whom the mail is about
 * @param kind what the mail is for
 * @param to the address of the recipient
 * @param from the address that it comes from; empty: that of the settings
 * @param text the body as plain text; empty once the mail is sent, because it may hold a link that logs somebody in
 * @param html the body as HTML; empty as {@code text}
 * @param attempts how often it was tried
 * @param due when it is tried next
 * @param sent when a mail server took it
 * @param error why the last attempt failed; empty if none did
 */
public record Mail(
        String id,
        AccountId account,
        MailKind kind,
        String to,
        Optional<String> from,
        String subject,
        String text,
        String html,
        MailState state,
        int attempts,
        Instant created,
        Instant due,
        Optional<Instant> sent,
        Optional<String> error) {
    public Mail {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(account, "account");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(to, "to");
        Objects.requireNonNull(from, "from");
        Objects.requireNonNull(subject, "subject");
        Objects.requireNonNull(text, "text");
        Objects.requireNonNull(html, "html");
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(created, "created");
        Objects.requireNonNull(due, "due");
        Objects.requireNonNull(sent, "sent");
        Objects.requireNonNull(error, "error");
    }

    /** Returns the same with another body. */
    public Mail withBody(String newText, String newHtml) {
        return new Mail(
                id, account, kind, to, from, subject, newText, newHtml, state, attempts, created, due, sent, error);
    }

    /** Never shows the body, which may hold a link that logs somebody in. */
    @Override
    public String toString() {
        return "Mail[" + id + " " + kind.id() + " " + state + "]";
    }
}
