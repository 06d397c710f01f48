package org.trunkline.mail.jpa.internal;

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
}
