package org.trunkline.mail.jpa.internal;

import java.time.Instant;
import java.util.Optional;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Table;
import org.trunkline.kernel.AccountId;
import org.trunkline.mail.Mail;
import org.trunkline.mail.MailKind;
import org.trunkline.mail.MailState;

/** One row of {@code mail}. Never leaves this package. */
@Entity
@Table(name = "mail")
public class MailEntity {
    /** The lease of a mail that nobody holds. */
    static final long NOBODY = 0;

    @Id
    @Column(name = "id", length = 32)
    private String id;

    @Column(name = "account_id", nullable = false, updatable = false)
    private String account;

    @Column(name = "kind", nullable = false, updatable = false)
    private String kind;

    @Column(name = "recipient", nullable = false, updatable = false)
    private String to;

    @Column(name = "sender", updatable = false)
    private String from;

    @Column(name = "subject", nullable = false, updatable = false)
    private String subject;

    @Column(name = "body_text", nullable = false)
    private String text;

    @Column(name = "body_html", nullable = false)
    private String html;

    @Column(name = "state", nullable = false)
    private String state;

    @Column(name = "attempts", nullable = false)
    private int attempts;

    @Column(name = "created_at_micros", nullable = false)
    private long createdAtMicros;

    @Column(name = "due_at_micros", nullable = false)
    private long dueAtMicros;

    @Column(name = "leased_until_micros", nullable = false)
    private long leasedUntilMicros;

    @Column(name = "sent_at_micros")
    private Long sentAtMicros;

    @Column(name = "error")
    private String error;

    protected MailEntity() {}

    MailEntity(Mail mail) {
        id = mail.id();
        account = mail.account().value();
        kind = mail.kind().id();
        to = mail.to();
        from = mail.from().orElse(null);
        subject = mail.subject();
        text = mail.text();
        html = mail.html();
        state = mail.state().name();
        attempts = mail.attempts();
        createdAtMicros = Micros.of(mail.created());
        dueAtMicros = Micros.of(mail.due());
        leasedUntilMicros = NOBODY;
        sentAtMicros = mail.sent().map(Micros::of).orElse(null);
        error = mail.error().orElse(null);
    }

    Mail toMail() {
        return new Mail(
                id,
                new AccountId(account),
                MailKind.of(kind).orElseThrow(),
                to,
                Optional.ofNullable(from),
                subject,
                text,
                html,
                MailState.valueOf(state),
                attempts,
                Micros.toInstant(createdAtMicros),
                Micros.toInstant(dueAtMicros),
                Optional.ofNullable(sentAtMicros).map(Micros::toInstant),
                Optional.ofNullable(error));
    }

    String key() {
        return createdAtMicros + "-" + id;
    }

    boolean mayBeClaimed(Instant now) {
        long micros = Micros.of(now);
        return is(MailState.WAITING) && dueAtMicros <= micros && leasedUntilMicros <= micros;
    }

    boolean isHeld(Instant until) {
        return is(MailState.WAITING) && leasedUntilMicros == Micros.of(until);
    }

    boolean is(MailState expected) {
        return state.equals(expected.name());
    }

    void claim(Instant until) {
        leasedUntilMicros = Micros.of(until);
        attempts++;
    }

    void sent(Instant at) {
        state = MailState.SENT.name();
        sentAtMicros = Micros.of(at);
        leasedUntilMicros = NOBODY;
        text = "";
        html = "";
        error = null;
    }

    void delay(Instant due, String reason) {
        dueAtMicros = Micros.of(due);
        leasedUntilMicros = NOBODY;
        error = reason;
    }

    void fail(String reason) {
        state = MailState.FAILED.name();
        leasedUntilMicros = NOBODY;
        error = reason;
    }

    void renew(Instant now) {
        state = MailState.WAITING.name();
        attempts = 0;
        createdAtMicros = Micros.of(now);
        dueAtMicros = createdAtMicros;
        leasedUntilMicros = NOBODY;
        error = null;
    }
}
