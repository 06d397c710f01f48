package org.trunkline.whitelabel.jpa.internal;

import org.osgi.service.component.annotations.Component;
import org.trunkline.persistence.MigrationSource;

/** The tables of names and looks. */
@Component
public final class WhitelabelMigrations implements MigrationSource {
    static final String DOMAIN = "whitelabel";

    @Override
    public String domain() {
        return DOMAIN;
    }
}
