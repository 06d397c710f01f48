package org.trunkline.identity.jpa.internal;

import org.osgi.service.component.annotations.Component;
import org.trunkline.persistence.MigrationSource;

/** The tables of identity. */
@Component
public final class IdentityMigrations implements MigrationSource {
    static final String DOMAIN = "identity";

    @Override
    public String domain() {
        return DOMAIN;
    }
}
