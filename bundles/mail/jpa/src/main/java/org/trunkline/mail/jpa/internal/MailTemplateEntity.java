package org.trunkline.mail.jpa.internal;

import java.util.Optional;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Table;
import org.trunkline.json.Json;
import org.trunkline.kernel.AccountId;
import org.trunkline.mail.MailKind;
import org.trunkline.mail.MailTemplate;

/** One row of {@code mail_template}. Never leaves this package. */
@Entity
@Table(name = "mail_template")
public class MailTemplateEntity {
    @Id
    @Column(name = "id", length = 96)
    private String id;

    @Column(name = "account_id", nullable = false, updatable = false)
    private String account;

    @Column(name = "kind", nullable = false, updatable = false)
    private String kind;

    @Column(name = "enabled", nullable = false)
    private boolean enabled;

    @Column(name = "sender")
    private String from;

    @Column(name = "subject", nullable = false)
    private String subject;

    @Column(name = "body_text", nullable = false)
    private String text;

    @Column(name = "body_html", nullable = false)
    private String html;

    @Column(name = "revision", nullable = false)
    private long revision;

    @Column(name = "document", nullable = false)
    private String document;

    protected MailTemplateEntity() {}

    MailTemplateEntity(MailTemplate template) {
        AccountId owner = template.owner().orElseThrow();
        id = id(owner, template.kind());
        account = owner.value();
        kind = template.kind().id();
        change(template);
    }

    static String id(AccountId account, MailKind kind) {
        return account.value() + ":" + kind.id();
    }

    final void change(MailTemplate template) {
        enabled = template.enabled();
        from = template.from().orElse(null);
        subject = template.subject();
        text = template.text();
        html = template.html();
        document = Json.write(template.document());
        revision++;
    }

    long revision() {
        return revision;
    }

    MailTemplate toTemplate() {
        return new MailTemplate(
                MailKind.of(kind).orElseThrow(),
                Optional.of(new AccountId(account)),
                enabled,
                Optional.ofNullable(from),
                subject,
                text,
                html,
                revision,
                Json.parseObject(document));
    }
}
