package org.trunkline.mail.jpa.internal;

import java.util.List;
import org.osgi.service.component.annotations.Component;
import org.trunkline.persistence.MigrationSource;

/** The tables of mail. */
@Component
public final class MailMigrations implements MigrationSource {
    static final String DOMAIN = "mail";

    @Override
    public String domain() {
        return DOMAIN;
    }

    @Override
    public List<String> forgetting() {
        return List.of("delete from mail_template where account_id = ?");
    }
}
