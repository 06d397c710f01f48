package org.trunkline.accounts.jpa.internal;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Table;
import org.trunkline.accounts.AccountTemplate;
import org.trunkline.json.Json;
import org.trunkline.kernel.AccountId;

/** One row of {@code account_template}. Never leaves this package. */
@Entity
@Table(name = "account_template")
public class AccountTemplateEntity {
    @Id
    @Column(name = "id", length = 32)
    private String id;

    @Column(name = "account_id", nullable = false, updatable = false)
    private String account;

    @Column(name = "name", nullable = false)
    private String name;

    @Column(name = "name_key", nullable = false)
    private String nameKey;

    @Column(name = "created_at_micros", nullable = false, updatable = false)
    private long createdAtMicros;

    @Column(name = "modified_at_micros", nullable = false)
    private long modifiedAtMicros;

    @Column(name = "revision", nullable = false)
    private long revision;

    @Column(name = "settings", nullable = false)
    private String settings;

    protected AccountTemplateEntity() {}

    AccountTemplateEntity(AccountTemplate template) {
        id = template.id();
        account = template.owner().value();
        createdAtMicros = micros(template.created());
        change(template);
    }

    final void change(AccountTemplate template) {
        name = template.name();
        nameKey = template.nameKey();
        modifiedAtMicros = micros(template.modified());
        settings = Json.write(template.settings());
        revision++;
    }

    String account() {
        return account;
    }

    long revision() {
        return revision;
    }

    AccountTemplate toTemplate() {
        return new AccountTemplate(
                id,
                new AccountId(account),
                name,
                Instant.EPOCH.plus(createdAtMicros, ChronoUnit.MICROS),
                Instant.EPOCH.plus(modifiedAtMicros, ChronoUnit.MICROS),
                revision,
                Json.parseObject(settings));
    }

    private static long micros(Instant instant) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    }
}
